# syntax=docker/dockerfile:1
# The connector with its pages: docker build -t dispatchkit . && docker run -p 8787:8787 -v dispatchkit:/data dispatchkit
FROM node:26.10.0-slim AS build
WORKDIR /build
COPY . .
RUN npm run build
# From here on only what the connector needs to run.
RUN npm ci --omit=dev --workspace=@dispatchkit/connector --include-workspace-root=false --ignore-scripts --no-audit --no-fund

FROM node:26.10.0-slim
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=8787
ENV DISPATCHKIT_DATABASE_URL=file:/data/dispatchkit.db
WORKDIR /app
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/packages/contract/package.json ./packages/contract/package.json
COPY --from=build /build/packages/contract/dist ./packages/contract/dist
COPY --from=build /build/packages/scheduling/package.json ./packages/scheduling/package.json
COPY --from=build /build/packages/scheduling/dist ./packages/scheduling/dist
COPY --from=build /build/connector/package.json ./connector/package.json
COPY --from=build /build/connector/bin ./connector/bin
COPY --from=build /build/connector/dist ./connector/dist
COPY --from=build /build/connector/maps ./connector/maps
COPY --from=build /build/widgets/dist/pages ./widgets/dist/pages
RUN mkdir -p /data && chown 1000:1000 /data
USER 1000
VOLUME /data
EXPOSE 8787
HEALTHCHECK CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "connector/bin/dispatchkit.js", "serve"]
