# One service: docker build --build-arg SERVICE=reporting-service .
FROM eclipse-temurin:17.0.17_10-jdk AS build
ARG SERVICE
WORKDIR /campaign
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress --projects ${SERVICE} --also-make package -Dmaven.test.skip=true -Dspotless.check.skip \
    && java -Djarmode=tools -jar ${SERVICE}/target/${SERVICE}-*.jar extract --layers --launcher --destination /application

FROM eclipse-temurin:17.0.17_10-jre
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin campaign
WORKDIR /application
COPY --from=build /application/dependencies/ ./
COPY --from=build /application/spring-boot-loader/ ./
COPY --from=build /application/snapshot-dependencies/ ./
COPY --from=build /application/application/ ./
USER 10001
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
