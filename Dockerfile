# Node 26 "Lithium" is the long-term support line. Every package that brings machine code brings it for Debian's glibc.
ARG NODE_IMAGE=node:26-bookworm-slim

# Everything, to build the page.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build

# Only what runs.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM ${NODE_IMAGE}
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json LICENSE ./
COPY models ./models
COPY src ./src
COPY --from=build /app/dist ./dist
# The service writes nowhere but here.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# Starting opens the store and warms the readers up, which takes seconds; a verification may keep both cores busy.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
	CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node gets the signal to stop and finishes what it is doing. Run with `--init`: Node reaps its own children, but not what
# a killed engine worker leaves behind. Nothing is downloaded.
CMD ["node", "--import", "tsx", "src/service/main.ts"]
