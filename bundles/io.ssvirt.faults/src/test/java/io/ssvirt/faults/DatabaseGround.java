package io.ssvirt.faults;

import java.io.IOException;

/** A lab on a PostgreSQL of its own, to which everything may happen. */
record DatabaseGround(Lab lab, DatabaseServer server) implements AutoCloseable {

    static DatabaseGround start() {
        DatabaseServer server = new DatabaseServer();
        return new DatabaseGround(Lab.on(server), server);
    }

    /** Begins anew with a database that is well. */
    DatabaseGround begin(long seed) {
        server.reset();
        lab.begin(seed);
        lab.faults().cutter(server.proxy()::cutNextCommit);
        return this;
    }

    @Override
    public void close() throws IOException {
        lab.close();
    }
}
