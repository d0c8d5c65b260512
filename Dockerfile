# Builds in one stage, runs in another that has no compiler and no development packages.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json nest-cli.json bundle.js tsconfig.json tsconfig.build.json ./
# Without scripts: the only one that is wanted makes links beside PostgreSQL, and our own code makes them below.
RUN npm ci --ignore-scripts
COPY src src
COPY migrations migrations
COPY bench bench
COPY languages languages
COPY samples samples
RUN npm run build && npm prune --omit=dev --ignore-scripts
# The links between PostgreSQL's libraries: in the next stage the program may not write here any more.
RUN node --input-type=module -e "import { postgresPrograms } from './dist/src/kernel/database/postgres-program.js'; postgresPrograms()"

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/samples samples
COPY --from=build /app/languages languages
# A named volume takes over this owner; a folder of the host must belong to user 1000.
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/program/main.js"]
