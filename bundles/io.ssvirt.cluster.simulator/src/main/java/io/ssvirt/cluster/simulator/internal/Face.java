package io.ssvirt.cluster.simulator.internal;

/** What a machine says of itself: its names for people, and the instancetype that gives it its size; all may be empty. */
record Face(String displayName, String description, String instancetype) {

    static final Face PLAIN = new Face("", "", "");
}
