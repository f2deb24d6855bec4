package io.ssvirt.ops.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import io.ssvirt.api.HealthProbe;

/** Tells whether the disk of the data folder, with log and H2 file, has room left. */
@Component
public final class DiskProbe implements HealthProbe {

    private static final String NAME = "disk";
    private static final long ENOUGH = 100L << 20;

    private final Path folder;

    /** Looks at the data folder. */
    @Activate
    public DiskProbe() {
        this(Path.of(System.getProperty("karaf.data", ".")));
    }

    DiskProbe(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return free >= ENOUGH
                    ? new Finding(NAME, Status.OK, (free >> 20) + " MiB free")
                    : new Finding(
                            NAME, Status.DEGRADED, "Only " + (free >> 20) + " MiB free in " + folder + "; make room");
        } catch (IOException unreadable) {
            return new Finding(NAME, Status.DEGRADED, folder + " cannot be looked at");
        }
    }
}
