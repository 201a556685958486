# The image of the service (default) and, with --target simulator, that of the ESS simulator for staging clusters.
#
#   ./mvnw package && docker build -t ess-facade .
#
# The build stages need one base image: a JDK 25 with a shell. The final image contains a reduced Java runtime and the C
# library, but no shell, no package manager and no root user. If no image can be pulled, .ci/base-image builds a base
# image. Select it by --build-arg JDK_IMAGE=ess-facade/jdk:25.
ARG JDK_IMAGE=eclipse-temurin:25
# "with" or "without" the AOT cache. The cache halves the start time, and is the largest layer that each release
# changes.
ARG AOT_CACHE=with

# The runtime: the modules that the service uses, and the C library.
FROM ${JDK_IMAGE} AS runtime
# java.se: libraries use many of its modules. The largest, java.desktop, is needed by spring-beans.
# jdk.unsupported: Unsafe. jdk.management, jdk.jfr, jdk.jcmd: diagnosis of a running process.
# Compression costs no start time, because the classes come from the AOT cache.
# The native libraries of java.desktop are removed, because the service draws nothing. The command also removes a
# library that only speeds up the sorting of large arrays, and two files that only build tools read.
# Tomcat lists all security providers of the JDK at the start. For a provider that this runtime lacks, the JDK would
# search the class path and load BouncyCastle. That takes a third of the start time, so the JDK's list is shortened.
RUN jlink --add-modules java.se,jdk.unsupported,jdk.net,jdk.management,jdk.jfr,jdk.jcmd --compress zip-6 \
      --strip-java-debug-attributes --no-man-pages --no-header-files --output /rootfs/opt/jre \
 && cd /rootfs/opt/jre/lib && rm -f libawt*.so libsplashscreen.so libfontmanager.so libfreetype.so libjavajpeg.so \
      liblcms.so libmlib_image.so libjsound.so libsimdsort.so jrt-fs.jar classlist \
 && sed -i '/^security\.provider\.\([6-9]\|1[0-9]\)=/d' ../conf/security/java.security \
 && loader=$(ls /lib64/ld-linux-*.so.* /lib/ld-linux-*.so.1 2>/dev/null | head -n 1) \
 && for file in "$loader" $("$loader" --list /opt/java/openjdk/lib/server/libjvm.so | grep -o ' /[^ ]*\.so[^ ]*' | sort -u); do \
      mkdir -p "/rootfs$(dirname "$file")" && cp -L "$file" "/rootfs$file"; \
    done \
 && mkdir -p /rootfs/etc /rootfs/tmp && chmod 1777 /rootfs/tmp \
 && echo 'facade:x:10001:10001::/:/sbin/nologin' >/rootfs/etc/passwd \
 && echo 'facade:x:10001:' >/rootfs/etc/group \
 && echo 'hosts: files dns' >/rootfs/etc/nsswitch.conf \
 && find /rootfs -exec touch -h -d '2026-11-01 00:00:00' {} +

# The jar in layers, by how often they change. All files have the same time, so that equal content gives equal layers.
FROM ${JDK_IMAGE} AS layers
COPY target/ess-facade-*.jar /build/ess-facade.jar
COPY src/main/docker/jvm.options /build/
COPY target/test-classes/dev/esssimulator /simulator/app/classes/dev/esssimulator
RUN cd /build && java -Djarmode=tools -jar ess-facade.jar extract --layers --destination out \
 && mkdir -p /dependencies/app /application/app /simulator/app/lib \
 && cp -a out/dependencies/. out/snapshot-dependencies/. /dependencies/app/ \
 && cp -a out/application/. jvm.options /application/app/ \
 && touch /application/app/cache.options \
 && for library in httpcore5 jackson-core-3 jackson-databind-3 jackson-annotations slf4j-api jspecify; do \
      cp /dependencies/app/lib/$library*.jar /simulator/app/lib/; \
    done \
 && rm -f /simulator/app/classes/dev/esssimulator/*Tests*.class /simulator/app/lib/httpcore5-h2* \
 && find /dependencies /application /simulator -exec touch -h -d '2026-11-01 00:00:00' {} +

FROM scratch AS simulator
LABEL org.opencontainers.image.title="ESS simulator" \
      org.opencontainers.image.description="Simulator of Auto Scaling (ESS) and its wire protocol, for tests and staging" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=runtime /rootfs/ /
COPY --from=layers /simulator/ /
WORKDIR /app
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
USER 10001:10001
EXPOSE 8180
ENTRYPOINT ["/opt/jre/bin/java", "-XX:+UseSerialGC", "-cp", "classes:lib/*", "dev.esssimulator.EssSimulator"]
CMD ["--host=0.0.0.0", "--port=8180"]

# The service without a cache.
FROM scratch AS uncached
COPY --from=runtime /rootfs/ /
COPY --from=layers /dependencies/ /
COPY --from=layers /application/ /
WORKDIR /app

# The AOT cache is recorded while the service runs with the files of the image. With other files, file times or flags,
# the JVM ignores the cache. The run uses the simulator's access key, and no network except 127.0.0.1. Training.java
# controls the run and needs a JDK, because it is started from source.
FROM ${JDK_IMAGE} AS training
COPY --from=runtime /rootfs/opt/jre/ /opt/jre/
COPY --from=layers /dependencies/ /
COPY --from=layers /application/ /
COPY --from=layers /simulator/ /simulator/
COPY src/main/docker/Training.java /
WORKDIR /app
RUN ["java", "/Training.java"]

FROM uncached AS cache-without

FROM uncached AS cache-with
COPY --from=training /cache/ /app/

FROM cache-${AOT_CACHE} AS service
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ESS Facade" \
      org.opencontainers.image.description="Detaches load balancers and ALB server groups from Aliyun Auto Scaling groups, over REST" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV LANG=C.UTF-8
USER 10001:10001
EXPOSE 8080 9090
# No HEALTHCHECK, because Kubernetes ignores it. The chart configures probes instead.
ENTRYPOINT ["/opt/jre/bin/java", "@/app/jvm.options", "@/app/cache.options", "-jar", "/app/ess-facade.jar"]
