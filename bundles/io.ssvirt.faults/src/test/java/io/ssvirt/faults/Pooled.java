package io.ssvirt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.ssvirt.store.jpa.internal.TestDatabase;

/** Databases behind the pool that the distribution has, with its limits. */
final class Pooled {

    private Pooled() {}

    static HikariDataSource over(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5000);
        return new HikariDataSource(config);
    }

    static TestDatabase h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        HikariDataSource pool = over(source);
        return TestDatabase.on(pool, pool);
    }

    static TestDatabase postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            HikariDataSource pool = over(server.getPostgresDatabase());
            return TestDatabase.on(pool, () -> {
                pool.close();
                server.close();
            });
        } catch (IOException notStarted) {
            throw new UncheckedIOException("PostgreSQL did not start", notStarted);
        }
    }
}
