package io.ssvirt.rest.cloudapi.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.ssvirt.rest.cloudapi.internal.json.VersionDto;
import io.ssvirt.rest.cloudapi.internal.resource.AdminVdcsResource;
import io.ssvirt.rest.cloudapi.internal.resource.AuditTrailResource;
import io.ssvirt.rest.cloudapi.internal.resource.CatalogsResource;
import io.ssvirt.rest.cloudapi.internal.resource.DocumentResource;
import io.ssvirt.rest.cloudapi.internal.resource.DriftResource;
import io.ssvirt.rest.cloudapi.internal.resource.HealthResource;
import io.ssvirt.rest.cloudapi.internal.resource.IntentsResource;
import io.ssvirt.rest.cloudapi.internal.resource.OAuthResource;
import io.ssvirt.rest.cloudapi.internal.resource.OrganizationUsersResource;
import io.ssvirt.rest.cloudapi.internal.resource.OrganizationsResource;
import io.ssvirt.rest.cloudapi.internal.resource.ProfileResource;
import io.ssvirt.rest.cloudapi.internal.resource.RightsResource;
import io.ssvirt.rest.cloudapi.internal.resource.RolesResource;
import io.ssvirt.rest.cloudapi.internal.resource.SessionsResource;
import io.ssvirt.rest.cloudapi.internal.resource.TasksResource;
import io.ssvirt.rest.cloudapi.internal.resource.TokensResource;
import io.ssvirt.rest.cloudapi.internal.resource.UsersResource;
import io.ssvirt.rest.cloudapi.internal.resource.VAppsResource;
import io.ssvirt.rest.cloudapi.internal.resource.VdcsResource;
import io.ssvirt.rest.cloudapi.internal.resource.VmsResource;
import io.ssvirt.rest.spi.RestSurface;

/** The JSON API: {@code /cloudapi/1.0.0/**}, {@code /api/admin/org/*}{@code /vdcs}, {@code /api/v1/**}, {@code /oauth/**} and the probes. */
@Component(service = RestSurface.class)
public final class CloudApi implements RestSurface {

    private static final String UNKNOWN = "unknown";

    private final List<Object> resources;

    /** Builds the resources. */
    @Activate
    public CloudApi(@Reference UseCases useCases, @Reference Clock clock, BundleContext context) {
        this(useCases, clock, version(context.getBundle()));
    }

    /** Builds the resources outside a framework. */
    CloudApi(UseCases useCases, Clock clock, VersionDto version) {
        this.resources = List.of(
                new SessionsResource(useCases),
                new OrganizationsResource(useCases),
                new UsersResource(useCases),
                new OrganizationUsersResource(useCases),
                new RolesResource(useCases),
                new RightsResource(useCases),
                new TokensResource(useCases),
                new OAuthResource(useCases),
                new AdminVdcsResource(useCases),
                new VdcsResource(useCases),
                new CatalogsResource(useCases),
                new VAppsResource(useCases),
                new VmsResource(useCases),
                new TasksResource(useCases),
                new IntentsResource(useCases),
                new DriftResource(useCases),
                new ProfileResource(useCases),
                new AuditTrailResource(useCases),
                new DocumentResource(),
                new HealthResource(useCases, version, clock));
    }

    @Override
    public Collection<Object> resources() {
        return resources;
    }

    @Override
    public Collection<Object> providers() {
        return List.of();
    }

    private static VersionDto version(Bundle bundle) {
        String java = System.getProperty("java.version");
        return new VersionDto(
                bundle.getVersion().toString(),
                header(bundle, "SSVirt-Build-Time"),
                "java" + java,
                header(bundle, "SSVirt-Commit"),
                java);
    }

    private static String header(Bundle bundle, String name) {
        return Optional.ofNullable(bundle.getHeaders().get(name))
                .filter(value -> !value.isBlank())
                .orElse(UNKNOWN);
    }
}
