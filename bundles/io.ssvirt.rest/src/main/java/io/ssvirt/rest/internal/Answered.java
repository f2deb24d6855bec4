package io.ssvirt.rest.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

import io.ssvirt.model.EntityType;
import io.ssvirt.model.Urn;
import io.ssvirt.rest.api.Problem;

/** What the audit trail reads from the body of an answer: ids and names, and nothing else. */
record Answered(
        Optional<String> id,
        Optional<String> name,
        Optional<String> code,
        Optional<Urn> userId,
        Optional<String> userName,
        Optional<Urn> orgId) {

    private static final Answered NOTHING = new Answered(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Answered by(Object entity) {
        if (entity instanceof Problem problem) {
            return new Answered(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(problem.code()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (!(entity instanceof Record body)) {
            return NOTHING;
        }
        Optional<Record> user = member(body, "user", Record.class);
        Optional<Record> org = member(body, "org", Record.class);
        return new Answered(
                member(body, "id", String.class),
                member(body, "name", String.class).or(() -> member(body, "username", String.class)),
                Optional.empty(),
                user.flatMap(found -> member(found, "id", String.class))
                        .flatMap(text -> Urn.parse(EntityType.USER, text)),
                user.flatMap(found -> member(found, "name", String.class)),
                org.flatMap(found -> member(found, "id", String.class))
                        .flatMap(text -> Urn.parse(EntityType.ORGANIZATION, text)));
    }

    private static <T> Optional<T> member(Record body, String name, Class<T> type) {
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return value(body, component).filter(type::isInstance).map(type::cast);
            }
        }
        return Optional.empty();
    }

    private static Optional<Object> value(Record body, RecordComponent component) {
        try {
            return Optional.ofNullable(component.getAccessor().invoke(body));
        } catch (IllegalAccessException | InvocationTargetException notPublic) {
            return Optional.empty();
        }
    }
}
