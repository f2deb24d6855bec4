package io.ssvirt.ops.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.EffectiveConfiguration;
import io.ssvirt.api.SupportBundle;
import io.ssvirt.api.SystemHealth;
import io.ssvirt.metrics.api.Exposition;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** Collects what is known and writes it. Only masked settings and the log go in, which hold no secret; nothing of {@code etc} does. */
@Component
public final class SupportArchive implements SupportBundle {

    private static final int LOG_LINES = 5000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(java.time.ZoneOffset.UTC);

    private final BundleContext context;
    private final EffectiveConfiguration configuration;
    private final SystemHealth health;
    private final Exposition figures;
    private final Clock clock;

    /** Takes what it asks. */
    @Activate
    public SupportArchive(
            BundleContext context,
            @Reference EffectiveConfiguration configuration,
            @Reference SystemHealth health,
            @Reference Exposition figures,
            @Reference Clock clock) {
        this.context = context;
        this.configuration = configuration;
        this.health = health;
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    public Outcome<Path> write(Optional<Path> file) {
        Path target = file.orElseGet(() ->
                folder("karaf.data").resolve("support").resolve("ssvirt-" + NAME.format(clock.instant()) + ".zip"));
        try {
            Path absolute = target.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            Files.createFile(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(absolute, StandardOpenOption.WRITE))) {
                for (Map.Entry<String, String> part : parts().entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            return Outcome.done(absolute);
        } catch (FileAlreadyExistsException there) {
            return Outcome.refused(
                    DomainError.conflict("EXISTS", "The file " + target + " exists already; choose another name"));
        } catch (IOException unwritable) {
            return Outcome.refused(
                    DomainError.conflict("NOT_WRITTEN", "The file " + target + " cannot be written: " + unwritable));
        }
    }

    private Map<String, String> parts() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("versions.txt", versions());
        parts.put("bundles.txt", bundles());
        parts.put("configuration.txt", settings());
        parts.put("health.txt", findings());
        parts.put("metrics.txt", figures.text());
        parts.put("threads.txt", threads());
        parts.put("ssvirt.log", log());
        return parts;
    }

    private String versions() {
        return Stream.of("java.version", "java.vendor", "os.name", "os.version", "os.arch", "karaf.version")
                        .map(name -> name + " = " + System.getProperty(name, ""))
                        .collect(Collectors.joining("\n"))
                + "\nssvirt.version = " + context.getBundle().getVersion()
                + "\nprocessors = " + Runtime.getRuntime().availableProcessors()
                + "\nmax.memory = " + Runtime.getRuntime().maxMemory()
                + "\ntime = " + clock.instant() + "\n";
    }

    private String bundles() {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.getBundleId() + "\t" + state(bundle) + "\t" + bundle.getSymbolicName() + "\t"
                        + bundle.getVersion() + "\n")
                .collect(Collectors.joining());
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.STARTING -> "STARTING";
            default -> "STOPPING";
        };
    }

    private String settings() {
        String problems = configuration.problems().stream()
                .map(problem -> "PROBLEM " + problem.message() + "\n")
                .collect(Collectors.joining());
        return problems
                + configuration.settings().stream()
                        .map(one -> one.pid() + "\t" + one.key() + "\t" + one.value() + "\t" + one.origin() + "\n")
                        .collect(Collectors.joining());
    }

    private String findings() {
        return health.findings().stream()
                        .map(one -> one.name() + "\t" + one.status() + "\t" + one.detail() + "\n")
                        .collect(Collectors.joining())
                + health.report() + "\n";
    }

    private static String threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .map(ThreadInfo::toString)
                .collect(Collectors.joining());
    }

    private static String log() throws IOException {
        Path log = folder("karaf.log").resolve("ssvirt.log");
        if (!Files.exists(log)) {
            return "There is no file of the log; standard output has it.\n";
        }
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                last.add(line);
                if (last.size() > LOG_LINES) {
                    last.remove();
                }
            });
        }
        return String.join("\n", last) + "\n";
    }

    private static Path folder(String property) {
        return Path.of(System.getProperty(property, "."));
    }
}
