package io.ssvirt.cluster.simulator.internal;

import java.util.UUID;

/** Any object that came from a template and is not a machine: it exists, has an owner, and counts against the quota. */
record Thing(String space, String kind, String name, String uid, UUID owner) {}
