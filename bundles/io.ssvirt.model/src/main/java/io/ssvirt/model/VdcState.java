package io.ssvirt.model;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Life of a VDC. A transitional state is always owned by an intent, so none of them can be stuck. */
public enum VdcState {
    CREATING,
    READY,
    UPDATING,
    DELETING,
    FAILED;

    private static final Map<VdcState, Set<VdcState>> MOVES = Map.of(
            CREATING, EnumSet.of(READY, FAILED, DELETING),
            READY, EnumSet.of(UPDATING, DELETING, FAILED),
            UPDATING, EnumSet.of(READY, FAILED, DELETING),
            FAILED, EnumSet.of(UPDATING, DELETING),
            DELETING, EnumSet.noneOf(VdcState.class));

    /** Tells whether a VDC in this state may move to the next. */
    public boolean mayBecome(VdcState next) {
        return MOVES.get(this).contains(next);
    }

    /** Tells whether an intent must own a VDC in this state. */
    public boolean isTransitional() {
        return this == CREATING || this == UPDATING || this == DELETING;
    }
}
