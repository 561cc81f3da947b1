# syntax=docker/dockerfile:1
# The connector with its pages: docker build -t dispatchkit . && docker run -p 8787:8787 -v dispatchkit:/data dispatchkit
FROM node:26.10.0-slim AS build
WORKDIR /build
COPY . .
RUN npm run build
# From here on only what the connector needs to run.
RUN npm ci --omit=dev --workspace=@dispatchkit/connector --include-workspace-root=false --ignore-scripts --no-audit --no-fund
RUN rm -rf connector/src connector/test connector/runtime-tests packages/*/src

FROM node:26.10.0-slim
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=8787
ENV DISPATCHKIT_DATABASE_URL=file:/data/dispatchkit.db
WORKDIR /app
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/packages ./packages
COPY --from=build /build/connector ./connector
COPY --from=build /build/widgets/dist/pages ./widgets/dist/pages
RUN mkdir -p /data && chown 1000:1000 /data
USER 1000
VOLUME /data
EXPOSE 8787
HEALTHCHECK CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "connector/bin/dispatchkit.js", "serve"]
