package io.ssvirt.shell.internal;

import java.io.IOException;
import java.util.Locale;

import org.apache.karaf.shell.api.action.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;

/** A command that takes something away, and asks before it does. */
public abstract class ConfirmedCommand extends CloudCommand {

    /** Code of the refusal of what was asked and not answered with yes. */
    static final String NOT_CONFIRMED = "NOT_CONFIRMED";

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedCommand.class);

    @Option(name = "-f", aliases = "--force", description = "Do not ask")
    boolean force;

    /**
     * Goes on when whoever sits there says yes.
     *
     * @param question what will happen to which thing, as a sentence that can be answered with yes
     */
    protected final <T> Outcome<T> confirmed(T value, String question) {
        if (force) {
            return Outcome.done(value);
        }
        String answer = "";
        try {
            answer = session().readLine(question + " (yes/no): ", null);
        } catch (IOException | UnsupportedOperationException nobody) {
            LOG.debug("There is no terminal to ask at", nobody);
        }
        boolean yes = answer != null && "yes".startsWith(answer.strip().toLowerCase(Locale.ROOT)) && !answer.isBlank();
        return yes
                ? Outcome.done(value)
                : Outcome.refused(DomainError.conflict(
                        NOT_CONFIRMED,
                        "Nothing was done, because it was not confirmed; -f does it without a question"));
    }
}
