package io.ssvirt.shell.internal;

import java.io.PrintStream;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent.Target;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;

/** A command that asks the use cases: an error is one line and a status that is not 0, with {@code -v} the cause as well. */
public abstract class CloudCommand implements Action {

    // Injected as fields: the container makes an action anew for every call and knows no other way.
    @Reference
    Cloud cloud;

    @Reference
    Session session;

    @Reference
    Witness witness;

    @Option(name = "-v", aliases = "--verbose", description = "With an error, show what is known about its cause")
    boolean verbose;

    private Optional<Target> found = Optional.empty();

    /** Does it. What it returns is not shown; a refusal ends the command with an error. */
    protected abstract Outcome<?> run();

    /** Returns what it changes; empty when it only shows something. */
    protected Optional<Deed> deed() {
        return Optional.empty();
    }

    @Override
    @SuppressWarnings("IllegalCatch") // The edge: whoever typed the command gets a line, whatever happened.
    public final Object execute() throws CommandException {
        Outcome<?> outcome;
        try {
            outcome = deed().<Outcome<?>>map(deed -> witness.watch(
                            deed.action(), () -> found.orElseGet(() -> new Target("", deed.typed())), this::run))
                    .orElseGet(this::run);
        } catch (RuntimeException bug) {
            if (verbose) {
                bug.printStackTrace(out());
            }
            throw new CommandException("This did not work because of a fault in the server: " + bug
                    + (verbose ? "" : " (-v shows where)"));
        }
        if (outcome.refusal().isPresent()) {
            throw failure(outcome.refusal().get());
        }
        return null;
    }

    private CommandException failure(DomainError error) {
        if (verbose) {
            out().println("kind: " + error.kind());
            out().println("code: " + error.code());
            error.field().ifPresent(field -> out().println("field: " + field));
            error.retryAfter().ifPresent(after -> out().println("try again after: " + after.toSeconds() + " s"));
        }
        return new CommandException(error.message());
    }

    /** Tells which thing it is that the command changes, as soon as that is known, and goes on with it. */
    protected final <T> T about(T thing, Urn id, String name) {
        found = Optional.of(new Target(id.toString(), name));
        return thing;
    }

    /** Returns a service of the cloud. */
    protected final <T> Outcome<T> use(Class<T> service) {
        return cloud.use(service);
    }

    /** Returns the cloud, for what finds things by name. */
    protected final Cloud cloud() {
        return cloud;
    }

    /** Returns who runs this. */
    protected final Caller caller() {
        return ConsoleCaller.current();
    }

    /** Returns the session. */
    protected final Session session() {
        return session;
    }

    /** Returns where to print. */
    protected final PrintStream out() {
        return session.getConsole();
    }

    /** Prints a line and is done. */
    protected final Outcome<String> say(String line) {
        out().println(line);
        return Outcome.done(line);
    }
}
