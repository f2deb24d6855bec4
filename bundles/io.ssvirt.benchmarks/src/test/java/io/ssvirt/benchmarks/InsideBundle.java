package io.ssvirt.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import io.ssvirt.benchmarks.inside.InsideActivator;

/** Puts package {@code inside} as a bundle into a distribution, as one more feature of its boot. */
final class InsideBundle {

    private static final String NAME = "io.ssvirt.benchmarks.inside";
    private static final String FEATURES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <features name="ssvirt-benchmark" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <feature name="ssvirt-benchmark" version="1"><bundle>%s</bundle></feature>
            </features>
            """;

    private InsideBundle() {}

    /** Installs it into an unpacked distribution that was never started. */
    static void into(Path home) throws IOException {
        Path jar = home.resolve(NAME + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream bundle = new JarOutputStream(out, manifest())) {
            for (Path type : classes()) {
                bundle.putNextEntry(new JarEntry(NAME.replace('.', '/') + "/" + type.getFileName()));
                Files.copy(type, bundle);
                bundle.closeEntry();
            }
        }
        Path features = home.resolve("etc/ssvirt-benchmark.xml");
        Files.writeString(features, FEATURES.formatted(jar.toUri()));
        Path boot = home.resolve("etc/org.apache.karaf.features.cfg");
        Files.writeString(
                boot,
                Files.readString(boot)
                        .replaceFirst("(?m)^(featuresRepositories *= *.*)$", "$1, " + features.toUri())
                        .replaceFirst("(?m)^(featuresBoot *= *.*)$", "$1, ssvirt-benchmark"));
    }

    private static Stream<Path> list(Path folder) throws IOException {
        return Files.list(folder);
    }

    private static java.util.List<Path> classes() throws IOException {
        Path root = Path.of(InsideActivator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> files = list(root.resolve(NAME.replace('.', '/')))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", NAME);
        headers.putValue("Bundle-Version", "1");
        headers.putValue("Bundle-Activator", InsideActivator.class.getName());
        headers.putValue(
                "Import-Package",
                "org.osgi.framework,org.osgi.service.component.runtime,"
                        + "org.osgi.service.component.runtime.dto,org.osgi.util.promise,javax.ws.rs,javax.ws.rs.core,io.ssvirt.rest.api,io.ssvirt.rest.spi,"
                        + "io.ssvirt.cluster.simulator.spi");
        return manifest;
    }
}
