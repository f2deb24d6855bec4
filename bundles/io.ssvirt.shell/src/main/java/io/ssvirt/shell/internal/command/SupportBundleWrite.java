package io.ssvirt.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import io.ssvirt.api.SupportBundle;
import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.CloudCommand;
import io.ssvirt.shell.internal.Deed;

/** Write an archive with everything that helps to find a fault. */
@Service
@Command(
        scope = "ssvirt",
        name = "support-bundle",
        description = "Write an archive with everything that helps to find a fault",
        detailedDescription =
                "It holds versions, bundles, the configuration with secrets masked, health, figures, threads and the end of the log.")
public final class SupportBundleWrite extends CloudCommand {

    @Argument(
            index = 0,
            name = "file",
            description = "Where to, on the server; a new file in the data folder when not given",
            required = false)
    String file;

    @Override
    protected Optional<Deed> deed() {
        return Optional.of(new Deed("supportBundle/create", file == null ? "" : file));
    }

    @Override
    protected Outcome<?> run() {
        return use(SupportBundle.class)
                .then(service -> service.write(Optional.ofNullable(file).map(Path::of)))
                .then(written -> say(written.toString()));
    }
}
