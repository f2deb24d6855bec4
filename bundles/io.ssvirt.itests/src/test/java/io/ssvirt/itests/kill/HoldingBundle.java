package io.ssvirt.itests.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes {@link HoldingActivator} a bundle of a distribution that is unpacked for a test. */
final class HoldingBundle {

    private HoldingBundle() {}

    static void installInto(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("system/io/ssvirt/itests/holding/1"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("holding-1.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest())) {
            String name = HoldingActivator.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(name));
            try (InputStream code = HoldingActivator.class.getClassLoader().getResourceAsStream(name)) {
                code.transferTo(jar);
            }
            jar.closeEntry();
        }
        Files.writeString(
                home.resolve("etc/startup.properties"),
                "\nmvn\\:io.ssvirt.itests/holding/1 = 20\n",
                StandardOpenOption.APPEND);
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "io.ssvirt.itests.holding");
        main.putValue("Bundle-Version", "1");
        main.putValue("Bundle-Activator", HoldingActivator.class.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        return manifest;
    }
}
