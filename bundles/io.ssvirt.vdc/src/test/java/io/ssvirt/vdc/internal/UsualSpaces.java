package io.ssvirt.vdc.internal;

import java.util.Map;

import io.ssvirt.cluster.spi.DesiredSpace;
import io.ssvirt.model.Organization;
import io.ssvirt.model.Vdc;
import io.ssvirt.operations.internal.RunningOperations;

/** The namespace set that a VDC should have in a container without configuration. */
public final class UsualSpaces {

    private static final SpaceDesign DESIGN =
            new SpaceDesign(QuotaRules.from(RunningOperations.config(VdcHandler.Config.class, Map.of())));

    private UsualSpaces() {}

    public static DesiredSpace of(Vdc vdc, Organization organization) {
        return DESIGN.of(vdc, organization);
    }
}
