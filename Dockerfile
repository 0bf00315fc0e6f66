# The application as an image. Without a database URL it runs on its embedded PostgreSQL.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/var/cache/maven mvn -B -ntp -Dmaven.repo.local=/var/cache/maven -Dquick -pl bootstrap -am package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 countersign \
  && useradd --system --uid 10001 --gid 10001 --no-create-home countersign \
  && install --directory --mode=700 --owner=10001 --group=10001 /var/lib/countersign
COPY --from=build /src/bootstrap/target/lib /opt/countersign/lib
COPY --from=build /src/bootstrap/target/countersign.jar /opt/countersign/countersign.jar
USER 10001:10001
WORKDIR /var/lib/countersign
VOLUME /var/lib/countersign
ENV COUNTERSIGN_HOST=0.0.0.0 COUNTERSIGN_DATA=/var/lib/countersign
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/countersign/countersign.jar"]
CMD ["start"]
