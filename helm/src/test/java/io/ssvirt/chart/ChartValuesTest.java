package io.ssvirt.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Wrong values are refused before anything reaches a cluster, and the message says what to do. */
class ChartValuesTest {

    @Test
    void anUnknownKeyIsRefusedAtEveryLevelOfTheValues() {
        List<String> maps = new ArrayList<>();
        collect(Chart.documents(Chart.read(Chart.FOLDER.resolve("values.yaml"))).get(0), "", maps);

        assertThat(maps).hasSizeGreaterThan(20);
        for (String map : maps) {
            assertThatThrownBy(() -> Chart.render(map + "noSuchKey=1"))
                    .as(map + "noSuchKey")
                    .hasMessageContaining("noSuchKey");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiServer.replicas=0 | replicas",
                "apiServer.replicas=two | replicas",
                "service.port=70000 | port",
                "service.type=External | type",
                "platform=openstack | platform",
                "cluster.provider=vsphere | provider",
                "externalDatabase.sslmode=maybe | sslmode",
                "image.digest=latest | digest",
                "route.termination=none | termination",
                "persistence.size=big | size",
                "initialAdmin.email=nobody | email",
                "fullnameOverride=Not_A_Name | fullnameOverride",
            })
    void aValueOfTheWrongKindIsRefusedByName(String setting, String field) {
        assertThatThrownBy(() -> Chart.render(setting.strip())).hasMessageContaining(field.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql.enabled=true,externalDatabase.host=db | choose the demo database or your own",
                "apiServer.replicas=2 | set externalDatabase.host",
                "apiServer.replicas=2,postgresql.enabled=true,cluster.provider=simulator | simulate a cluster of its own",
                "externalDatabase.host=db | set externalDatabase.existingSecret",
                "externalDatabase.password=x | but no host",
                "externalDatabase.host=db,externalDatabase.password=x,externalDatabase.existingSecret=y | keep one",
                "externalDatabase.host=db,externalDatabase.password=x,externalDatabase.sslmode=verify-full | set externalDatabase.caSecret",
                "postgresql.password=x,postgresql.existingSecret=y | keep one",
                "postgresql.enabled=true,persistence.existingClaim=data | holds the embedded database",
                "initialAdmin.password=x,initialAdmin.existingSecret=y | keep one",
                "auth.jwtSecret=short | shorter than 32 bytes",
                "route.enabled=true,ingress.enabled=true | choose one",
                "tls.existingSecret=x | set tls.enabled=true",
                "tls.enabled=true,route.enabled=true | set route.termination to reencrypt or passthrough",
                "route.enabled=true,route.termination=passthrough | set tls.enabled=true",
                "ingress.enabled=true | name at least one host",
                "cluster.provider=simulator,cluster.kubeconfig.existingSecret=k | set cluster.provider=kubernetes",
                "apiServer.replicas=2,postgresql.enabled=true,podDisruptionBudget.minAvailable=2 | no node could ever be drained",
            })
    void contradictoryValuesAreRefusedWithWhatToDo(String settings, String advice) {
        assertThatThrownBy(() -> Chart.render(settings.strip().split(","))).hasMessageContaining(advice.strip());
    }

    /** Collects the paths of all maps with fixed keys; a map that is empty by default is the administrator's own. */
    private static void collect(Map<?, ?> map, String path, List<String> into) {
        into.add(path);
        map.forEach((key, value) -> {
            String below = path + key + ".";
            boolean free = below.endsWith("labels.")
                    || below.matches("apiServer\\.resources\\..+|postgresql\\.resources\\..+");
            if (value instanceof Map<?, ?> child && !child.isEmpty() && !free) {
                collect(child, below, into);
            }
        });
    }
}
