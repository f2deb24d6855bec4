package io.ssvirt.cluster.kubernetes.internal;

import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.ssvirt.cluster.spi.ClusterProvider;
import io.ssvirt.cluster.spi.ProviderChoice;
import io.ssvirt.metrics.api.Meters;

/** Offers the Kubernetes provider as a service while the configuration chooses it; a changed configuration connects anew. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ssvirt.cluster")
@Designate(ocd = KubernetesComponent.Config.class)
public final class KubernetesComponent {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesComponent.class);
    private static final int ABOVE_SIMULATOR = 100;

    /** Where the cluster is. The two underscores in a name are one in the property. */
    @ObjectClassDefinition(name = "SSVirt cluster")
    public @interface Config {

        @AttributeDefinition(
                description = "Which provider serves; auto: Kubernetes when anything tells where it is.",
                options = {@Option("auto"), @Option("kubernetes"), @Option("simulator"), @Option("none")})
        String provider() default "auto";

        @AttributeDefinition(description = "Path of a kubeconfig file.")
        String kubeconfig() default "";

        @AttributeDefinition(description = "Context of the kubeconfig; blank for its current one.")
        String context() default "";

        @AttributeDefinition(description = "Address of the API server when there is no kubeconfig.")
        String url() default "";

        @AttributeDefinition(description = "File with the token for that address; read again with every call.")
        String token__file() default "";

        @AttributeDefinition(description = "File with the certificates that are trusted for that address.")
        String ca__file() default "";

        @AttributeDefinition(description = "Namespaces that are searched for templates, separated by commas.")
        String template__namespaces() default "openshift";

        @AttributeDefinition(
                description = "How long one call of the API server may take, ISO-8601 duration.",
                min = "1")
        String request__timeout() default "PT10S";

        @AttributeDefinition(
                description = "How often the API server is asked whether it is there, ISO-8601 duration.",
                min = "1")
        String probe__every() default "PT10S";

        @AttributeDefinition(
                description = "Calls of the API server a second in the long run; 0 for no limit. Watches do not count.")
        int calls__per__second() default 100;

        @AttributeDefinition(description = "Calls of the API server that may be made at once.")
        int calls__burst() default 200;

        @AttributeDefinition(
                description =
                        "Traffic of the pods in a VDC: strict (the same VDC, and out to DNS), namespace (in from the same"
                                + " VDC, out to anywhere) or none (not restricted).")
        String isolation() default "strict";

        @AttributeDefinition(
                description =
                        "Subnet of the primary user-defined network that each VDC gets, such as 192.168.100.0/24; blank for"
                                + " none. Only clusters with OVN-Kubernetes have such networks.")
        String vdc__subnet() default "";

        @AttributeDefinition(
                description =
                        "Namespace of the Lease by which several processes choose one of them; blank for that of the pod,"
                                + " and outside of a pod for none.")
        String lease__namespace() default "";

        @AttributeDefinition(
                description = "Whether each VDC has an account of its own that templates are instantiated as.")
        boolean vdc__accounts() default true;

        @AttributeDefinition(
                description =
                        "Who turns templates into objects: cluster (OpenShift's controller), own (SSVirt itself), or auto"
                                + " (the cluster where it can).",
                options = {@Option("auto"), @Option("cluster"), @Option("own")})
        String template__processing() default "auto";

        @AttributeDefinition(
                description =
                        "What templates may consist of, as plural.group, separated by commas: the rights of the account of"
                                + " each VDC. SSVirt itself must have them too.")
        String template__kinds() default SpaceStyle.USUAL_KINDS;
    }

    private final Optional<KubernetesProvider> provider;
    private final Optional<ServiceRegistration<ClusterProvider>> registration;

    /** Starts the provider if it is chosen; a configuration that cannot be read shows in its health. */
    @Activate
    public KubernetesComponent(BundleContext context, @Reference Clock clock, @Reference Meters meters, Config config) {
        Optional<Pod> pod = Pod.here();
        if (!isChosen(config, pod.isPresent())) {
            provider = Optional.empty();
            registration = Optional.empty();
            return;
        }
        KubernetesProvider chosen =
                provider(config, context.getBundle().getVersion().toString(), pod, clock, meters);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ClusterProvider.NAME, KubernetesProvider.NAME);
        properties.put(Constants.SERVICE_RANKING, ABOVE_SIMULATOR);
        provider = Optional.of(chosen.start());
        registration = Optional.of(context.registerService(ClusterProvider.class, chosen, properties));
    }

    private static boolean isChosen(Config config, boolean inCluster) {
        try {
            return ProviderChoice.of(config.provider(), config.kubeconfig(), config.url(), inCluster)
                    == ProviderChoice.KUBERNETES;
        } catch (IllegalArgumentException e) {
            LOG.error("No cluster provider is chosen reason={}", e.getMessage());
            return false;
        }
    }

    private static KubernetesProvider provider(
            Config config, String version, Optional<Pod> pod, Clock clock, Meters meters) {
        try {
            Settings settings = Settings.from(config, version, pod);
            LOG.info("Kubernetes provider starts templateNamespaces={}", settings.templateNamespaces());
            return new KubernetesProvider(settings, () -> ClientConfig.of(settings, pod), clock, meters);
        } catch (NotConfigured e) {
            return new KubernetesProvider(
                    Settings.usual(Settings.Target.NOWHERE),
                    () -> {
                        throw new NotConfigured(e.getMessage());
                    },
                    clock);
        }
    }

    /** Takes the service back first, so that calls under way can end, and then closes the connection. */
    @Deactivate
    public void stop() {
        registration.ifPresent(ServiceRegistration::unregister);
        provider.ifPresent(KubernetesProvider::close);
    }
}
