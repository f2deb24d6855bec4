package io.ssvirt.itests.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;

/** An organization with VDCs and vApps to work on; every vApp has one machine. */
final class Realm {

    private final String organization;
    private final String catalog;

    Realm(Api api, String name) {
        organization = api.post(Api.CLOUD + "/orgs", Map.of("name", name, "displayName", name))
                .is(201)
                .id();
        catalog = api.post(
                        Api.CLOUD + "/catalogs",
                        Map.of("name", "templates", "orgId", organization, "isPublished", false))
                .is(201)
                .id();
    }

    Answer createVdc(Api api, String name) {
        return api.post(vdcs(), Map.of("name", name, "allocationModel", "Flex"));
    }

    Answer updateVdc(Api api, String vdc, Map<String, ?> body) {
        return api.put(vdcs() + "/" + Api.segment(vdc), body);
    }

    Answer deleteVdc(Api api, String vdc) {
        return api.delete(vdcs() + "/" + Api.segment(vdc) + "?recursive=true&force=true");
    }

    Answer instantiate(Api api, String vdc, String name) {
        String item = "urn:vcloud:catalogitem:" + catalog.substring(catalog.lastIndexOf(':') + 1) + ":alpine-tiny";
        return api.post(
                Api.CLOUD + "/vdcs/" + Api.segment(vdc) + "/actions/instantiateTemplate",
                Map.of("name", name, "powerOn", true, "catalogItem", Map.of("id", item)));
    }

    Answer deleteVApp(Api api, String vapp) {
        return api.delete(Api.CLOUD + "/vapps/" + Api.segment(vapp) + "?force=true");
    }

    Answer delete(Api api) {
        return api.delete(Api.CLOUD + "/orgs/" + Api.segment(organization) + "?recursive=true&force=true");
    }

    /** Makes VDCs named after a word and its number. */
    List<String> vdcs(Api api, String word, int count) {
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = word + "-" + i;
            work.add(() -> createVdc(api, name).is(201).id());
        }
        return all(work);
    }

    /** Makes one vApp in each of some VDCs. */
    List<String> vapps(Api api, List<String> homes, String name) {
        return all(homes.stream()
                .<Callable<String>>map(
                        home -> () -> instantiate(api, home, name).is(201).id())
                .toList());
    }

    /** Waits until the machine of a vApp is on, and returns its id. */
    static String machine(Api api, String vapp) {
        return Awaitility.await("the machine of " + vapp)
                .until(
                        () -> api.get(Api.CLOUD + "/vapps/" + Api.segment(vapp)).is(200),
                        answer -> answer.text("/status").equals("DEPLOYED"))
                .text("/vms/0/id");
    }

    static Answer power(Api api, String machine, String action) {
        return api.post(Api.CLOUD + "/vms/" + Api.segment(machine) + "/actions/" + action);
    }

    private String vdcs() {
        return "/api/admin/org/" + Api.segment(organization) + "/vdcs";
    }

    private static <T> List<T> all(List<Callable<T>> work) {
        ExecutorService users = Executors.newFixedThreadPool(12);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : users.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            users.shutdownNow();
        }
    }
}
