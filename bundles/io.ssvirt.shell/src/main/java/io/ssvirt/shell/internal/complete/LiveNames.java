package io.ssvirt.shell.internal.complete;

import java.util.List;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.Outcome;
import io.ssvirt.shell.internal.Cloud;
import io.ssvirt.shell.internal.ConsoleCaller;
import io.ssvirt.shell.internal.Named;

/** Completes with names that are there at the moment; nothing when the part that knows them is away. */
public abstract class LiveNames implements Completer {

    private static final Logger LOG = LoggerFactory.getLogger(LiveNames.class);

    // Injected as a field: the container knows no other way.
    @Reference
    Cloud cloud;

    /** Returns the names. */
    protected abstract Outcome<List<String>> names(Named named);

    @Override
    @SuppressWarnings("IllegalCatch") // A key press must never end the session.
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter completer = new StringsCompleter();
        try {
            names(new Named(cloud, ConsoleCaller.current()))
                    .map(names -> completer.getStrings().addAll(names));
        } catch (RuntimeException fault) {
            LOG.debug("Nothing completed", fault);
        }
        return completer.complete(session, line, candidates);
    }

    /** Returns the way to the services. */
    protected final Cloud cloud() {
        return cloud;
    }
}
