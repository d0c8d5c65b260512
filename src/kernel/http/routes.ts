import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, type DiscoveryService } from '@nestjs/core';
import { API, SCOPES, SECURED, type ApiOptions, type Scopes } from './api.js';

export interface Route {
  /** `get`, `post`, … */
  method: string;
  /** `/api/v1/people/:id` */
  path: string;
  /** `PeopleController.remove` */
  handler: string;
  api: ApiOptions | undefined;
  /** Who may call it; undefined when nobody said. */
  secured: string | undefined;
  /** What a token must at least be for; undefined where nobody signs in. */
  scope: string | undefined;
}

/** Every route of every controller, as declared. */
export function routesOf(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    const controller = metatype as Type<object>;
    return scanner.getAllMethodNames(controller.prototype).flatMap((name): Route[] => {
      const handler = (controller.prototype as Record<string, object>)[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
      const said = (key: string): unknown =>
        Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
      const secured = said(SECURED) as string | undefined;
      const scopes = said(SCOPES) as Scopes | undefined;
      const api = Reflect.getMetadata(API, handler) as ApiOptions | undefined;
      const scope = api?.scope ?? (method === RequestMethod.GET ? scopes?.reading : scopes?.acting);
      return bases.flatMap((base) =>
        paths.map((path) => ({
          method: RequestMethod[method].toLowerCase(),
          path: `/${[base, path]
            .flatMap((part) => part.split('/'))
            .filter(Boolean)
            .join('/')}`,
          handler: `${controller.name}.${name}`,
          ...{ api, secured, scope },
        })),
      );
    });
  });
}
