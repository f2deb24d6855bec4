package io.ssvirt.itests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;
import io.ssvirt.itests.walk.Readers;
import io.ssvirt.itests.walk.Tenant;

import static io.ssvirt.itests.walk.Api.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

/** Each part of the server is stopped and exchanged alone: its paths answer 503 with the reason, all others go on. */
public class PartsTest extends RunningSystem {

    private static final String CATALOG = "io.ssvirt.catalog";
    private static final String VDC = "io.ssvirt.vdc";
    private static final String VAPP = "io.ssvirt.vapp";

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    private Api api;
    private Tenant tenant;
    private String vapp;
    private Map<String, List<String>> paths;

    @Before
    public void aTenantWithAMachine() throws IOException {
        api = administrator();
        tenant = new Tenant(api, "parts");
        Map<String, Object> request = Map.of(
                "name",
                "web",
                "powerOn",
                true,
                "catalogItem",
                Map.of("id", tenant.items().text("/values/0/id")));
        vapp = api.post(tenant.instantiate(), request).is(201).id();
        String vm = tenant.awaitVApp(vapp, "DEPLOYED").text("/vms/0/id");
        paths = new LinkedHashMap<>();
        paths.put("", List.of(CLOUD + "/orgs", CLOUD + "/roles", CLOUD + "/tasks"));
        paths.put(
                CATALOG,
                List.of(CLOUD + "/catalogs", CLOUD + "/catalogs/" + Api.segment(tenant.catalog()) + "/catalogItems"));
        paths.put(VDC, List.of(CLOUD + "/vdcs", tenant.vdcs(), CLOUD + "/vdcs/" + Api.segment(tenant.vdc())));
        paths.put(
                VAPP,
                List.of(
                        CLOUD + "/vdcs/" + Api.segment(tenant.vdc()) + "/vapps",
                        CLOUD + "/vapps/" + Api.segment(vapp),
                        CLOUD + "/vms/" + Api.segment(vm)));
    }

    @After
    public void nothingIsLeft() {
        tenant.deleteVApp(vapp);
        tenant.remove();
    }

    @Test
    public void withoutCatalogsEverythingElseIsServed() throws BundleException {
        isMissedAlone(CATALOG);
    }

    @Test
    public void withoutVdcsEverythingElseIsServed() throws BundleException {
        isMissedAlone(VDC);
    }

    @Test
    public void withoutVAppsEverythingElseIsServed() throws BundleException {
        isMissedAlone(VAPP);
    }

    /** They ask who is there, among other things. */
    @Test
    public void withoutTheCommonPartsNothingIsServed() throws Exception {
        ComponentDescriptionDTO common = components.getComponentDescriptionDTO(
                BundleMove.find(context, "io.ssvirt.rest"), "io.ssvirt.rest.internal.CommonParts");
        components.disableComponent(common).getValue();
        try {
            nothingIsServed();
        } finally {
            components.enableComponent(common).getValue();
        }
        awaitAnswers(paths.get(""));
        api().get(CLOUD + "/orgs").is(401);
    }

    /** Whoever asks for something that exists must not be told that it does not. */
    @Test
    public void withoutAFrontEndNothingIsServed() throws BundleException {
        Bundle front = BundleMove.find(context, "io.ssvirt.rest.cloudapi");
        front.stop();
        try {
            nothingIsServed();
        } finally {
            front.start();
        }
        awaitAnswers(paths.get(""));
    }

    private void nothingIsServed() {
        List.of("/readyz", CLOUD + "/orgs", CLOUD + "/vapps/" + Api.segment(vapp))
                .forEach(path -> api.get(path).is(503));
    }

    private void isMissedAlone(String part) throws BundleException {
        Bundle bundle = BundleMove.find(context, part);
        bundle.stop();
        try {
            paths.forEach((owner, served) -> served.forEach(path -> {
                Answer answer = api.get(path).is(owner.equals(part) ? 503 : 200);
                if (owner.equals(part)) {
                    assertThat(answer.text("/message")).contains("not running just now");
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            }));
        } finally {
            bundle.start();
        }
        paths.values().forEach(served -> served.forEach(path -> api.get(path).is(200)));
    }

    @Test
    public void exchangingAPartDisturbsNobodyElse() throws Exception {
        Object served = servlet();
        for (String part : List.of(CATALOG, VDC, VAPP)) {
            List<String> others = new ArrayList<>();
            paths.forEach((owner, list) -> others.addAll(owner.equals(part) ? List.of() : list));
            try (Readers readers = new Readers(api, 4, others)) {
                for (BundleMove move : BundleMove.values()) {
                    move.on(context, part);
                    awaitAnswers(paths.get(part));
                }
                readers.closeWithoutFailures();
            }
        }
        assertThat(servlet()).as("the REST server, which nothing here concerns").isEqualTo(served);
    }

    private void awaitAnswers(List<String> part) {
        part.forEach(path -> Awaitility.await(path).until(() -> api.get(path).status() == 200));
    }

    private Object servlet() throws InvalidSyntaxException {
        return context
                .getServiceReferences("javax.servlet.Servlet", "(osgi.http.whiteboard.servlet.name=ssvirt-rest)")[0]
                .getProperty(Constants.SERVICE_ID);
    }
}
