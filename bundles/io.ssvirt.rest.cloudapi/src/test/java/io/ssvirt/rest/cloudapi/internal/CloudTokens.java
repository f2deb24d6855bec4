package io.ssvirt.rest.cloudapi.internal;

import java.util.Optional;

import io.ssvirt.api.ApiTokens;
import io.ssvirt.api.Caller;
import io.ssvirt.api.Sessions.Opened;
import io.ssvirt.model.ApiToken;
import io.ssvirt.model.DomainError;
import io.ssvirt.model.EntityType;
import io.ssvirt.model.Outcome;
import io.ssvirt.model.Page;
import io.ssvirt.model.Query;
import io.ssvirt.model.Secret;
import io.ssvirt.model.Urn;

/** One API token, whose secret is {@code refresh-me}. */
record CloudTokens(Cloud cloud) implements ApiTokens {

    static final Urn TOKEN = Sample.urn(EntityType.TOKEN, 10);
    static final Secret SECRET = new Secret("refresh-me");

    private static Detail detail() {
        return new Detail(
                new ApiToken(TOKEN, Sample.USER, "ci", Sample.AT, Optional.empty()), "alice", Sample.ORG, "acme");
    }

    @Override
    public Outcome<Page<Detail>> list(Caller caller, Query query) {
        return cloud.page(query, detail());
    }

    @Override
    public Outcome<Detail> get(Caller caller, Urn id) {
        return cloud.about(id, TOKEN, CloudTokens::detail);
    }

    @Override
    public Outcome<Issued> create(Caller caller, String name) {
        return cloud.answer(() -> new Issued(detail(), SECRET));
    }

    @Override
    public Outcome<Issued> create(Caller caller, Urn user, String name) {
        return create(caller, name);
    }

    @Override
    public Outcome<Detail> register(Caller caller, String name) {
        return cloud.answer(CloudTokens::detail);
    }

    @Override
    public Outcome<Issued> issue(Caller caller, Urn id) {
        return cloud.about(id, TOKEN, () -> new Issued(detail(), SECRET));
    }

    @Override
    public Outcome<Urn> revoke(Caller caller, Urn id) {
        return cloud.about(id, TOKEN, () -> id);
    }

    @Override
    public Outcome<Opened> exchange(Optional<String> organization, Secret secret) {
        return secret.equals(SECRET)
                ? cloud.answer(() -> new Opened(Sample.session(), Cloud.TENANT_TOKEN))
                : Outcome.refused(DomainError.unauthenticated("The refresh token is not valid"));
    }
}
