package io.ssvirt.rest.cloudapi.internal;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

/** Sessions of {@code alice} and of {@code root}, both with a password that has colons in it. */
record CloudSessions(Cloud cloud) implements Sessions {

    static final String PASSWORD = "pa:ss:wörd";

    @Override
    public Outcome<Opened> open(String login, Secret password) {
        if (cloud.refusal.isPresent()) {
            return Outcome.refused(cloud.refusal.get());
        }
        if (!PASSWORD.equals(password.reveal())) {
            return Outcome.refused(DomainError.unauthenticated("Invalid username or password"));
        }
        return switch (login) {
            case "alice" -> Outcome.done(new Opened(Sample.session(), Cloud.TENANT_TOKEN));
            case "root" -> Outcome.done(new Opened(Sample.session(), Cloud.TOKEN));
            case "idle" -> Outcome.refused(DomainError.forbidden("User account is inactive"));
            default -> Outcome.refused(DomainError.unauthenticated("Invalid username or password"));
        };
    }

    @Override
    public Outcome<Opened> openForProvider(String login, Secret password) {
        return "alice".equals(login) ? open("nobody", password) : open(login, password);
    }

    @Override
    public Outcome<Page<Details>> list(Caller caller, Query query) {
        return cloud.page(query, Sample.session());
    }

    @Override
    public Outcome<Caller> authenticate(String token) {
        return Outcome.required(cloud.callerOf(token), DomainError.unauthenticated("Token verification failed"));
    }

    @Override
    public Outcome<Details> get(Caller caller, Urn session) {
        return own(session).then(own -> cloud.answer(Sample::session));
    }

    @Override
    public Outcome<Urn> close(Caller caller, Urn session) {
        cloud.asked.add(session);
        return own(session).then(own -> cloud.answer(() -> session));
    }

    private static Outcome<Urn> own(Urn session) {
        return session.equals(Sample.SESSION)
                ? Outcome.done(session)
                : Outcome.refused(DomainError.forbidden("Cannot access another user's session"));
    }
}
