package io.ssvirt.model.internal;

import java.util.UUID;

import org.osgi.service.component.annotations.Component;

import io.ssvirt.model.IdSource;

/** Random version 4 identifiers, published as a service. */
@Component
public final class RandomIds implements IdSource {

    @Override
    public UUID next() {
        return UUID.randomUUID();
    }
}
