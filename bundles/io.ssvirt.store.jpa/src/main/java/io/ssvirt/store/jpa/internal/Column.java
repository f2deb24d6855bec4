package io.ssvirt.store.jpa.internal;

/** An attribute that lists can be filtered or ordered by. */
record Column(String attribute, Kind kind) {

    /** What values it has. */
    enum Kind {
        TEXT,
        /** A UUID; a filter may give it within its URN. */
        ID,
        FLAG,
        /** Can be ordered by, not filtered. */
        ORDER_ONLY
    }

    static Column text(String attribute) {
        return new Column(attribute, Kind.TEXT);
    }

    static Column id(String attribute) {
        return new Column(attribute, Kind.ID);
    }

    static Column flag(String attribute) {
        return new Column(attribute, Kind.FLAG);
    }

    static Column order(String attribute) {
        return new Column(attribute, Kind.ORDER_ONLY);
    }
}
