package io.ssvirt.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;

/** The manifest of one of our bundles, as it was built. */
record BundleJar(String name, String symbolicName, Parameters imports, Parameters exports) {

    /** Reads every bundle in the folder of the bundles; one that is not built yet is an error. */
    static List<BundleJar> all() {
        Path folder = Path.of(System.getProperty("ssvirt.bundles"));
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .filter(child -> Files.isDirectory(child.resolve("src/main")))
                    .sorted()
                    .map(BundleJar::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static BundleJar read(Path project) {
        String name = project.getFileName().toString();
        try (Stream<Path> built = Files.list(project.resolve("target"))) {
            Path jar = built.filter(file -> file.getFileName().toString().matches(name + "-[0-9][^/]*\\.jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(tests|sources|javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not packaged"));
            try (JarFile file = new JarFile(jar.toFile())) {
                Attributes manifest = file.getManifest().getMainAttributes();
                return new BundleJar(
                        name,
                        manifest.getValue("Bundle-SymbolicName"),
                        header(manifest, "Import-Package"),
                        header(manifest, "Export-Package"));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Parameters header(Attributes manifest, String name) {
        return OSGiHeader.parseHeader(manifest.getValue(name));
    }
}
