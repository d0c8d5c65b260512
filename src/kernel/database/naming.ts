import { DefaultNamingStrategy } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** Property `startsOn` is column `starts_on`; a relation `place` joins by `place_id`. */
export class SnakeNaming extends DefaultNamingStrategy {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snake), given ?? snake(property)].join('_');
  }

  override relationName(property: string): string {
    return snake(property);
  }

  override joinColumnName(relation: string, column: string): string {
    return `${snake(relation)}_${column}`;
  }
}
