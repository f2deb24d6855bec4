package io.ssvirt.cluster.kubernetes.internal;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of the API server are counted by kind of thing, never by name. */
class CallMeterTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces,namespaces,false",
        "/api/v1/namespaces/vdc-acme-dev,namespaces,true",
        "/api/v1/namespaces/vdc-acme-dev/secrets,secrets,false",
        "/api/v1/namespaces/vdc-acme-dev/secrets/web-params,secrets,true",
        "/apis/template.openshift.io/v1/namespaces/openshift/templates,templates,false",
        "/apis/template.openshift.io/v1/templates,templates,false",
        "/apis/kubevirt.io/v1/namespaces/x/virtualmachines/vm1,virtualmachines,true",
        "/apis/subresources.kubevirt.io/v1/namespaces/x/virtualmachines/vm1/start,virtualmachines/start,true",
        "/version,other,true",
        "/apis,other,true"
    })
    void aPathLeadsToAKindOfThing(String path, String resource, boolean named) {
        assertThat(CallMeter.Target.of(URI.create("https://cluster" + path)))
                .isEqualTo(new CallMeter.Target(resource, named));
    }
}
