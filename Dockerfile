# Debian slim: better-sqlite3 brings a binary for glibc, so no stage needs a compiler.
# The workflow that publishes pins this name to the digest it finds; Renovate keeps it written here once it is.
FROM node:24-trixie-slim AS base
WORKDIR /app
RUN mkdir -p /data && chown 1000:1000 /app /data

FROM base AS build
# By number: Kubernetes cannot tell that a name is not root. What Node compiles is kept per user, as the one that runs it.
USER 1000:1000
COPY --chown=1000:1000 package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY --chown=1000:1000 tsconfig.json build.ts ./
COPY --chown=1000:1000 src src
COPY --chown=1000:1000 migrations migrations
RUN npm run build && find dist -name '*.map' -delete

FROM base AS dependencies
USER 1000:1000
COPY --chown=1000:1000 package.json package-lock.json ./
# --ignore-scripts: "prepare" would build, and nothing that runs needs an install script.
# Then what only compilers, editors and other platforms need.
RUN npm ci --omit=dev --ignore-scripts \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
  && find node_modules/better-sqlite3/prebuilds -type f ! -name "linux-$(node -p process.arch).node" -delete \
  && rm -r node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

FROM base
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title=vhdwatch \
  org.opencontainers.image.description="Watches AKS Windows node images and retirements, and tells the owners of each node pool in Slack what to do" \
  org.opencontainers.image.licenses=MIT \
  org.opencontainers.image.version=$VERSION \
  org.opencontainers.image.revision=$REVISION \
  org.opencontainers.image.base.name=docker.io/library/node:24-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_PATH=/data/vhdwatch.db
# Nothing is installed any more from here on, and a package manager is what an intruder looks for first.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
  && ln -s /app/dist/main.js /usr/local/bin/vhdwatch
# Owned by root and never written to: only /data is, so the root file system may be read-only.
COPY --from=dependencies --chown=0:0 /app/node_modules node_modules
COPY --from=build --chown=0:0 /app/dist dist
COPY migrations migrations
COPY package.json LICENSE ./
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["vhdwatch"]
CMD ["serve"]
