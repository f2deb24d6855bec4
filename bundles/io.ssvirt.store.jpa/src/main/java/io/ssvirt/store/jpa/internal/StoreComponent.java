package io.ssvirt.store.jpa.internal;

import java.util.function.Function;

import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.model.Outcome;
import io.ssvirt.store.spi.Store;
import io.ssvirt.store.spi.Transaction;

/** Publishes the store once the schema is that of this version. */
@Component(service = Store.class)
public final class StoreComponent implements Store {

    private final JpaStore store;

    /** Migrates the schema; the store is not there while that goes on or when it fails. */
    @Activate
    public StoreComponent(
            @Reference(target = "(osgi.unit.name=ssvirt)") EntityManagerFactory factory,
            @Reference(target = "(osgi.jndi.service.name=ssvirt)") DataSource database) {
        SchemaMigration.migrate(database);
        this.store = new JpaStore(factory, database);
    }

    @Override
    public <T> Outcome<T> read(Function<Transaction, Outcome<T>> work) {
        return store.read(work);
    }

    @Override
    public <T> Outcome<T> write(Function<Transaction, Outcome<T>> work) {
        return store.write(work);
    }

    @Override
    public boolean isAlive() {
        return store.isAlive();
    }
}
