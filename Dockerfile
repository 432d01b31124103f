# Node 24 is maintained until April 2028; Debian 13 is the newest stable one.
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What runs, and the compiler; nothing of it needs install scripts. sharp brings its native part as optional packages.
RUN npm ci --omit=dev --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY commands ./commands
COPY templates/understanding ./templates/understanding
# The embedded database engine (for trying the program, under SSPL) stays out: a container is given a MongoDB server.
RUN npm run build && rm -rf node_modules/typescript node_modules/@typescript node_modules/@0q

FROM node:24-trixie-slim
# npm is for `docker compose exec app npm run doctor`: it may write nowhere but to /tmp.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    NPM_CONFIG_CACHE=/tmp/.npm \
    NPM_CONFIG_LOGS_MAX=0 \
    NPM_CONFIG_UPDATE_NOTIFIER=false
WORKDIR /app
RUN mkdir -m 700 /data && chown node:node /data
COPY package.json LICENSE ./
COPY src/run.js src/build.js src/refuse.js ./src/
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY templates ./templates
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/run.js", "main"]
