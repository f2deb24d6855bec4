package io.ssvirt.shell.internal;

import java.nio.charset.StandardCharsets;
import java.security.AccessController;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.security.auth.Subject;

import io.ssvirt.api.Caller;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Right;
import io.ssvirt.model.Urn;

/**
 * Makes the caller that a command acts as; the only place that gives out rights without a session of the API.
 *
 * <p>Whether a user of the console may use a command at all is decided by the container before the command runs, from
 * {@code etc/org.apache.karaf.command.acl.ssvirt.cfg}. What runs then has all rights, under the name of that user.
 */
public final class ConsoleCaller {

    private static final String PREFIX = "console:";
    private static final Pattern CLIENT = Pattern.compile("\\w+\\([^/]*/\\[?(.+?)]?:\\d+\\)");
    /** The provider's organization, which has the same id in every installation. */
    private static final Urn PROVIDER =
            new Urn(EntityType.ORGANIZATION, UUID.fromString("a93c9db9-7471-3192-8d09-a8f7eeda85f9"));

    private ConsoleCaller() {}

    /** Returns the caller for whoever runs this thread. */
    public static Caller current() {
        return of(user());
    }

    /** Returns the caller for a user of the console; always the same ids for the same name. */
    static Caller of(String user) {
        String name = PREFIX + user;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Caller(
                new Urn(EntityType.USER, id),
                name,
                PROVIDER,
                new Urn(EntityType.SESSION, id),
                EnumSet.allOf(Right.class));
    }

    /** Returns the network address of whoever runs this thread; empty for somebody at the process itself. */
    public static String address() {
        return addressIn(principal("ClientPrincipal").orElse(""));
    }

    /** Takes the address out of a name such as {@code ssh(/192.0.2.7:40022)}. */
    static String addressIn(String client) {
        Matcher matcher = CLIENT.matcher(client);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String user() {
        return principal("UserPrincipal").orElse("local");
    }

    // The container tells who it is in this way only, on Java 17.
    @SuppressWarnings("removal")
    private static Optional<String> principal(String type) {
        return Optional.ofNullable(Subject.getSubject(AccessController.getContext()))
                .flatMap(subject -> subject.getPrincipals().stream()
                        .filter(principal ->
                                principal.getClass().getSimpleName().equals(type))
                        .map(Principal::getName)
                        .findFirst());
    }
}
