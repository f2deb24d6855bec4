package io.ssvirt.rest.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import io.ssvirt.api.Sessions;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.IdSource;
import io.ssvirt.model.Outcome;
import io.ssvirt.rest.spi.RestSurface;

/** Brings the parts that every front end stands on into the application: authentication, errors, bodies, headers, log. */
@Component(service = RestSurface.class, configurationPid = "io.ssvirt.rest")
@Designate(ocd = CommonParts.Config.class)
public final class CommonParts implements RestSurface {

    /** Configuration of everything that is served over HTTP. */
    @ObjectClassDefinition(name = "SSVirt HTTP front ends")
    public @interface Config {
        /** Origins of other servers' pages. */
        @AttributeDefinition(
                description =
                        "Origins whose pages may call the API from a browser, such as https://ui.example; * for all."
                                + " Empty: only pages of the same origin.")
        String[] cors_origins() default {};

        /** Limit of a request body. */
        @AttributeDefinition(description = "Largest request body in bytes; a larger one is answered with 413.")
        int body_limit() default 1_048_576;
    }

    private final List<Object> providers;

    /** Optional and dynamic, because the application must go on answering while the sessions service is replaced. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Sessions sessions;

    /** Builds the parts. */
    @Activate
    public CommonParts(@Reference IdSource ids, Config config) {
        this.providers = providers(ids, this::boundSessions, origins(config.cors_origins()), config.body_limit());
    }

    /** Builds the parts outside a framework. */
    public static List<Object> providers(
            IdSource ids, Supplier<Outcome<Sessions>> sessions, Set<String> origins, int bodyLimit) {
        return List.of(
                new RequestIdentity(ids, System::nanoTime),
                new CrossOrigin(origins),
                new TolerantHeaders(),
                new PlainPaths(),
                new Authentication(sessions),
                new Callers(),
                new JsonBodyReader(bodyLimit),
                new JsonWriter(),
                new ProblemFilter(),
                new Failures(ids));
    }

    @Override
    public Collection<Object> resources() {
        return List.of(new Liveness());
    }

    @Override
    public Collection<Object> providers() {
        return providers;
    }

    /** A configuration file gives several origins as one text with commas. */
    static Set<String> origins(String... configured) {
        return Arrays.stream(configured)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::trim)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Outcome<Sessions> boundSessions() {
        Sessions bound = sessions;
        return bound == null
                ? Outcome.refused(DomainError.unavailable(
                        "The part of the server that handles sessions is not running just now; try again later",
                        Duration.ofSeconds(5)))
                : Outcome.done(bound);
    }
}
