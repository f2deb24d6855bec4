package io.ssvirt.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.ssvirt.cluster.spi.Labels;

/** What a cluster would hold for a data set, as an API server would send it; objects are as big as real ones. */
public record ClusterObjects(DataSet data) {

    static final String NAMESPACES = "/api/v1/namespaces";
    static final String INSTANCES = "/apis/template.openshift.io/v1/templateinstances";
    static final String MACHINES = "/apis/kubevirt.io/v1/virtualmachines";
    static final String GUESTS = "/apis/kubevirt.io/v1/virtualmachineinstances";
    static final String CONFIG_MAPS = "/api/v1/configmaps";
    static final String TEMPLATE_MAPS = "/api/v1/namespaces/openshift/configmaps";
    static final String CLAIMS = "/api/v1/persistentvolumeclaims";
    static final String OWN_INSTANCETYPES = "/apis/instancetype.kubevirt.io/v1beta1/virtualmachineinstancetypes";
    static final String INSTANCETYPES = "/apis/instancetype.kubevirt.io/v1beta1/virtualmachineclusterinstancetypes";
    static final String TEMPLATES = "/apis/template.openshift.io/v1/namespaces/openshift/templates";

    private static final String NOTE = "x".repeat(1_000);

    /** Puts all of it into an API server. */
    void fill(FakeApiServer server) {
        server.has(NAMESPACES, all(data.vdcs(), this::namespace));
        server.has(INSTANCES, byNamespace(this::instance));
        server.has(MACHINES, byNamespace(number -> machine(number, "Running", number + 1)));
        server.has(GUESTS, byNamespace(this::guest));
        server.has(TEMPLATES, List.of(template()));
    }

    private static List<String> all(int count, IntFunction<String> object) {
        return IntStream.range(0, count).mapToObj(object).toList();
    }

    /** In the order of namespaces, in which an API server has them. */
    private List<String> byNamespace(IntFunction<String> object) {
        return IntStream.range(0, data.vapps())
                .boxed()
                .sorted(Comparator.comparing(this::space).thenComparing(Function.identity()))
                .map(object::apply)
                .toList();
    }

    private String namespace(int vdc) {
        return """
                {"metadata":{"name":"%s","uid":"%s","resourceVersion":"1","labels":{"%s":"%s","%s":"%s"}}}"""
                .formatted(
                        data.namespace(vdc),
                        DataSet.id("namespace", vdc),
                        Labels.MANAGED_BY,
                        Labels.MANAGED_BY_SSVIRT,
                        Labels.VDC_ID,
                        DataSet.id("vdc", vdc));
    }

    /** Returns the TemplateInstance of a vApp. */
    public String instance(int vapp) {
        return """
                {"metadata":{"name":"%1$s","namespace":"%2$s","uid":"%3$s","resourceVersion":"1",
                "labels":{"app.kubernetes.io/managed-by":"ssvirt","ssvirt.io/vapp-id":"%4$s"}},
                "status":{"conditions":[{"type":"Ready","status":"True","reason":"Created","message":""}],
                "objects":[{"ref":{"apiVersion":"kubevirt.io/v1","kind":"VirtualMachine","namespace":"%2$s","name":"%5$s",
                "uid":"%6$s"}}]}}"""
                .formatted(
                        DataSet.vapp(vapp),
                        space(vapp),
                        DataSet.id("instance", vapp),
                        DataSet.id("vapp", vapp),
                        DataSet.machine(vapp),
                        DataSet.id("machine", vapp));
    }

    private String space(int vapp) {
        return data.namespace(data.vdcOfVapp(vapp));
    }

    /** Returns a machine as it is in a status and version; {@code description} of it tells the version. */
    public String machine(int vapp, String status, long version) {
        return """
                {"apiVersion":"kubevirt.io/v1","kind":"VirtualMachine","metadata":{"name":"%1$s","namespace":"%2$s",
                "uid":"%4$s","resourceVersion":"%6$d","creationTimestamp":"2026-01-01T00:00:00Z",
                "labels":{"%5$s":"%3$s","app":"%1$s","vm.kubevirt.io/template":"fedora-server-small"},
                "annotations":{"kubemacpool.io/transaction-timestamp":"2026-08-01T10:00:00.123456789Z","example.org/note":"%7$s",
                "description":"version %6$d"}},
                "spec":{"runStrategy":"Always","dataVolumeTemplates":[{"metadata":{"name":"%1$s"},"spec":{"storage":{"resources":
                {"requests":{"storage":"30Gi"}}},"sourceRef":{"kind":"DataSource","name":"fedora"}}}],"template":{"metadata":
                {"annotations":{"vm.kubevirt.io/os":"fedora"}},"spec":{"domain":{"cpu":{"cores":1,"sockets":2,"threads":1},
                "memory":{"guest":"2Gi"},"devices":{"disks":[{"name":"rootdisk","disk":{"bus":"virtio"}}],"interfaces":
                [{"name":"default","masquerade":{}}]}},"networks":[{"name":"default","pod":{}}],"volumes":[{"name":"rootdisk",
                "dataVolume":{"name":"%1$s"}},{"name":"cloudinitdisk","cloudInitNoCloud":{"userData":"%7$s"}}]}}},
                "status":{"printableStatus":"%8$s","created":true,"ready":true,"conditions":[{"type":"Ready","status":"True"},
                {"type":"LiveMigratable","status":"True"}]}}"""
                .formatted(
                        DataSet.machine(vapp),
                        space(vapp),
                        DataSet.id("instance", vapp),
                        DataSet.id("machine", vapp),
                        Labels.INSTANCE_OWNER,
                        version,
                        NOTE,
                        status);
    }

    /** Returns what runs of a machine. */
    public String guest(int vapp) {
        return """
                {"metadata":{"name":"%1$s","namespace":"%2$s","uid":"%3$s","ownerReferences":[{"kind":"VirtualMachine",
                "uid":"%4$s"}]},"status":{"phase":"Running","nodeName":"worker-%5$d.example.com","currentCPUTopology":{"cores":1,
                "sockets":2,"threads":1},"memory":{"guestCurrent":"2Gi"},"guestOSInfo":{"prettyName":"Fedora Linux 42 (Cloud Edition)"},
                "interfaces":[{"name":"default","ipAddress":"10.%6$d.%5$d.7","mac":"02:54:00:%7$02x:%5$02x:07"}],
                "conditions":[{"type":"AgentConnected","status":"True"}]}}"""
                .formatted(
                        DataSet.machine(vapp),
                        space(vapp),
                        DataSet.id("guest", vapp),
                        DataSet.id("machine", vapp),
                        vapp % 100,
                        vapp / 100 % 250,
                        vapp / 100);
    }

    private static String template() {
        return """
                {"metadata":{"name":"fedora-server-small","namespace":"openshift","uid":"%s","resourceVersion":"1",
                "labels":{"template.kubevirt.io/version":"v0.34.0"},"annotations":{"template.kubevirt.io/containerdisks":"fedora"}},
                "parameters":[{"name":"NAME","generate":"expression","from":"fedora-[a-z0-9]{16}"}],
                "objects":[{"apiVersion":"kubevirt.io/v1","kind":"VirtualMachine","metadata":{"name":"${NAME}"},"spec":{"template":
                {"spec":{"domain":{"cpu":{"cores":2},"memory":{"guest":"2Gi"}}}}}}]}"""
                .formatted(DataSet.id("template", 0));
    }
}
