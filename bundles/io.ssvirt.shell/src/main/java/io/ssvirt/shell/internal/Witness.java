package io.ssvirt.shell.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.ssvirt.api.AuditTrail;
import io.ssvirt.api.Caller;
import io.ssvirt.model.AuditEvent;
import io.ssvirt.model.AuditEvent.Actor;
import io.ssvirt.model.AuditEvent.Target;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;

/**
 * Is there when a command changes something, and tells the audit trail what came of it, a refusal and a fault too.
 *
 * <p>What was typed gets into an event as the name of a thing only: no option, no answer to a question and nothing that was printed.
 */
@Component(service = Witness.class)
public final class Witness {

    /** Key of the id in the log context, the same as for a request of the API. */
    private static final String REQUEST = "requestId";

    private static final int DONE = 200;
    private static final int FAULT = 500;
    private static final Logger AUDIT = LoggerFactory.getLogger(AuditEvent.LOG);

    private final Cloud cloud;
    private final Clock clock;
    private final IdSource ids;

    /** Takes where the trail is found; while it is away the log alone has the events. */
    @Activate
    public Witness(@Reference Cloud cloud, @Reference Clock clock, @Reference IdSource ids) {
        this.cloud = cloud;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Runs a command under an id that the log lines of all its work carry, and keeps what came of it.
     *
     * @param target asked at the end, when it is known what was meant by what was typed
     */
    Outcome<?> watch(String action, Supplier<Target> target, Supplier<Outcome<?>> command) {
        String request = ids.next().toString();
        int status = FAULT;
        Optional<String> code = Optional.of("INTERNAL_SERVER_ERROR");
        MDC.put(REQUEST, request);
        try {
            Outcome<?> outcome = command.get();
            status = outcome.refusal().map(error -> error.kind().status()).orElse(DONE);
            code = outcome.refusal().map(DomainError::code);
            return outcome;
        } finally {
            // Somebody who answered no has asked for nothing.
            if (!code.equals(Optional.of(ConfirmedCommand.NOT_CONFIRMED))) {
                keep(request, action, target.get(), status, code);
            }
            MDC.remove(REQUEST);
        }
    }

    private void keep(String request, String action, Target target, int status, Optional<String> code) {
        Caller caller = ConsoleCaller.current();
        AuditEvent event = new AuditEvent(
                ids.next(),
                clock.instant(),
                request,
                new Actor(Optional.of(caller.userId()), caller.username(), Optional.of(caller.orgId())),
                action,
                target,
                status,
                code,
                ConsoleCaller.address());
        AUDIT.info("{}", event.line());
        cloud.use(AuditTrail.class).map(trail -> {
            trail.keep(event);
            return event;
        });
    }
}
