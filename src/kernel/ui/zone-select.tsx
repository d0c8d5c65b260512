import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { zoneLabel, zonesAt } from '../language/zones.js';
import type { Choice, FormState } from './forms.js';
import { PageRequest } from './render.js';
import { Select } from './select.js';

/** A time zone, chosen by region and city. What is stored or was typed stays choosable, whatever it is. */
export function ZoneSelect(props: {
  name: string;
  label: string;
  hint?: string;
  /** What it means to choose none; without it one has to be chosen. */
  none?: string;
  form: FormState;
}): VNode {
  const { none = 'Choose a city', form } = props;
  const { now } = useContext(PageRequest);
  const groups = [...zonesAt(now)].map(([region, zones]) => ({
    label: region === 'Indian' ? 'Indian Ocean' : region,
    options: zones.map(({ id, label }): Choice => ({ value: id, label })),
  }));
  const chosen = form.values[props.name];
  const others = ['UTC', ...(typeof chosen === 'string' ? [chosen] : [])].filter(
    (zone, i, all) =>
      zone !== '' &&
      all.indexOf(zone) === i &&
      !groups.some(({ options }) => options.some(({ value }) => value === zone)),
  );
  return (
    <Select
      {...props}
      options={[
        { value: '', label: none },
        ...others.map((zone) => ({ value: zone, label: zoneLabel(zone, now) })),
      ]}
      groups={groups}
    />
  );
}
