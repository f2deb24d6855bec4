package io.ssvirt.identity.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.api.Directory;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Urn;
import io.ssvirt.model.VApp;
import io.ssvirt.model.Vdc;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Names from memory; a rename on any replica takes effect at once, see {@link Remembered}. */
@Component
public final class NameDirectory implements Directory {

    /** A name, or that there is none: tasks outlive what they worked on, and their references are looked up as well. */
    private record Named(Urn id, Optional<String> name) {}

    private final Store store;
    private final Remembered<Named> names;

    /** Begins to listen for changes. */
    @Activate
    public NameDirectory(@Reference Store store) {
        this.store = store;
        this.names = new Remembered<>(store.signals(), (named, changed) -> changed.equals(named.id()));
    }

    @Deactivate
    void stop() {
        names.close();
    }

    @Override
    public Optional<String> nameOf(Urn id) {
        return Optional.ofNullable(names.all(List.of(id), this::read).get(id)).flatMap(Named::name);
    }

    @Override
    public OptionalLong edition() {
        return names.edition();
    }

    private Map<Urn, Named> read(Set<Urn> missing) {
        Outcome<Map<Urn, Named>> found = store.read(tx -> Outcome.done(missing.stream()
                .map(id -> new Named(id, name(tx, id)))
                .collect(Collectors.toMap(Named::id, named -> named))));
        return found.fold(names -> names, error -> Map.of());
    }

    private static Optional<String> name(Transaction tx, Urn id) {
        return switch (id.type()) {
            case ORGANIZATION -> tx.organizations().find(id).map(Organization::name);
            case VDC -> tx.vdcs().find(id).map(Vdc::name);
            case VAPP -> tx.vapps().find(id).map(VApp::name);
            default -> Optional.empty();
        };
    }
}
