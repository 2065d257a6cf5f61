# An image of this repository. docker build -t stuntdouble .
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npm ci && npm run build && npm pack --ignore-scripts --pack-destination /packed

FROM node:22-bookworm-slim
COPY --from=build /packed /packed
RUN npm install --global --no-audit --no-fund /packed/*.tgz && rm -rf /packed /root/.npm
USER node
WORKDIR /home/node
EXPOSE 3000
# any answer will do: the paths are those of the description
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/').then(() => process.exit(0), () => process.exit(1))"]
ENTRYPOINT ["stuntdouble"]
CMD ["mock", "--host", "0.0.0.0"]
