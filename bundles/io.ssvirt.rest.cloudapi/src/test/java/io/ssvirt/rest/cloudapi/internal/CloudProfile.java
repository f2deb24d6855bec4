package io.ssvirt.rest.cloudapi.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.ssvirt.api.Caller;
import io.ssvirt.api.Profile;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Preferences;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

/** A user who chose nothing. */
record CloudProfile(Cloud cloud) implements Profile {

    @Override
    public Outcome<Preferences> preferences(Caller caller) {
        return cloud.answer(() -> Preferences.DEFAULT);
    }

    @Override
    public Outcome<Preferences> prefer(Caller caller, UnaryOperator<Preferences> change) {
        return cloud.answer(() -> change.apply(Preferences.DEFAULT));
    }

    @Override
    public Outcome<Urn> changePassword(Caller caller, Secret current, Secret wanted) {
        return cloud.answer(caller::userId);
    }

    @Override
    public Outcome<List<SecuritySetting>> security(Caller caller) {
        return cloud.answer(() -> List.of(setting("password", true)));
    }

    @Override
    public Outcome<SecuritySetting> secure(Caller caller, String id, boolean enabled) {
        return cloud.answer(() -> setting(id, enabled));
    }

    private static SecuritySetting setting(String id, boolean enabled) {
        return new SecuritySetting(id, id, "", enabled, Optional.empty());
    }
}
