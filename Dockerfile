# One service: docker build --build-arg SERVICE=quota-service --build-arg MANAGEMENT_PORT=9082 .
FROM eclipse-temurin:17.0.17_10-jdk AS build
ARG SERVICE
WORKDIR /campaign
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --no-transfer-progress --projects "${SERVICE}" --also-make package -Dmaven.test.skip=true -Dspotless.check.skip \
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
# context is refreshed, before anything connects to Kafka, MongoDB or the identity provider.
RUN java -XX:AOTCacheOutput=application.aot -Dspring.context.exit=onRefresh -jar application.jar
COPY LICENSE NOTICE deploy/healthy ./
USER 10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --start-interval=1s \
    CMD ["bash", "healthy"]
ENTRYPOINT ["java", "-XX:AOTCache=application.aot", "-jar", "application.jar"]
