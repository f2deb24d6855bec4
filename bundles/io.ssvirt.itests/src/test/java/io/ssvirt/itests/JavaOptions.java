package io.ssvirt.itests;

import java.util.List;
import java.util.stream.Stream;

/** What bin/karaf gives to Java 17, which Pax Exam does not know because it starts the JVM itself, and what suits a test. */
final class JavaOptions {

    private JavaOptions() {}

    static List<String> all() {
        return Stream.concat(Stream.of(ofTests().split(" +")), karaf().stream())
                .filter(option -> !option.isBlank())
                .toList();
    }

    /** Returns what suits a process that lives for seconds, in one text; empty for what the distribution ships. */
    static String ofTests() {
        return System.getProperty("ssvirt.test.jvm", "");
    }

    private static List<String> karaf() {
        return List.of(
                "-Xmx512m",
                "-Djava.security.manager=allow",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    }
}
