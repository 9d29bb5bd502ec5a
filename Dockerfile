# One service: docker build --build-arg SERVICE=quota-service --build-arg MANAGEMENT_PORT=9082 .
FROM eclipse-temurin:17.0.17_10-jdk AS sources
ARG SERVICE
WORKDIR /campaign
COPY . .
# What is left is the same, and so is the image, when another service changes.
RUN find . -path './*-service/src' -not -path "./${SERVICE}/src" -prune -exec rm -r {} +

FROM eclipse-temurin:17.0.17_10-jdk AS build
ARG SERVICE
WORKDIR /campaign
COPY --from=sources /campaign ./
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --no-transfer-progress --projects "${SERVICE}" --also-make package -Dmaven.test.skip -Dspotless.check.skip \
    && java -Djarmode=tools -jar "${SERVICE}"/target/"${SERVICE}"-*.jar extract --layers --application-filename application.jar --destination /extracted

FROM eclipse-temurin:25.0.3_9-jre-noble
ARG MANAGEMENT_PORT
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin campaign
WORKDIR /application
COPY --from=build /extracted/dependencies/ ./
COPY --from=build /extracted/application/ ./
ENV MANAGEMENT_PORT=${MANAGEMENT_PORT} \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError"
# A training run creates the AOT cache for exactly this JVM and these files; it halves start-up time. It exits once the
# context is refreshed. MongoDB's driver looks for the store meanwhile, but nothing waits for it; where Kafka is asked for
# anything, which would wait, the image is not built.
RUN --network=none java -XX:AOTCacheOutput=application.aot -Dspring.context.exit=onRefresh \
      -Dspring.kafka.admin.auto-create=false -jar application.jar >/tmp/training.log \
    && cat /tmp/training.log \
    && ! grep NetworkClient /tmp/training.log \
    && rm /tmp/training.log
COPY LICENSE NOTICE deploy/healthy ./
USER 10001
# Checks that fail while the service starts do not count, on a slow machine either.
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m --start-interval=1s \
    CMD ["bash", "healthy"]
ENTRYPOINT ["java", "-XX:AOTCache=application.aot", "-jar", "application.jar"]
