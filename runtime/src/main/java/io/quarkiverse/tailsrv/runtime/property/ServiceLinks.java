package io.quarkiverse.tailsrv.runtime.property;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables that Kubernetes sets in each pod for each Service of its namespace. For a Service
 * {@code quarkus-tailsrv} or {@code quarkus-tailsrv-demo} they have the names of properties, such as
 * {@code QUARKUS_TAILSRV_PORT}, and are not meant as settings. What the pod itself sets under such a name is.
 */
public final class ServiceLinks {

    // For each port: PREFIX_PORT_80_TCP=tcp://10.96.12.7:80, and each part of that; for the first one also PREFIX_PORT
    private static final Pattern PREFIX = Pattern.compile("(QUARKUS_TAILSRV(?:_[A-Z0-9_]+?)?)_PORT"
            + "(?:_[0-9]+_(?:TCP|UDP|SCTP))?");
    private static final Pattern LINK_OR_PART = Pattern.compile("_PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?");
    private static final Pattern SERVICE_PORT = Pattern.compile("_SERVICE_PORT(_.+)?");
    private static final Pattern URL = Pattern.compile("(?:tcp|udp|sctp)://\\[?(.+?)]?:([0-9]+)");

    private final Map<String, String> environment;

    /** The variables of each Service, by what they begin with. */
    private final Map<String, Set<String>> variables = new TreeMap<>();

    public ServiceLinks(Map<String, String> environment) {
        this.environment = environment;
        environment.forEach((name, value) -> {
            Matcher link = PREFIX.matcher(name);
            if (link.matches() && URL.matcher(value).matches()) { // never a number of a port, so this alone says enough
                variables.computeIfAbsent(link.group(1), this::variables);
            }
        });
    }

    boolean isEmpty() {
        return variables.isEmpty();
    }

    /** All other variables of the environment. */
    Map<String, String> others() {
        Map<String, String> others = new HashMap<>(environment);
        variables.values().forEach(others.keySet()::removeAll);
        return others;
    }

    /** One line for each Service. */
    public List<String> warnings() {
        return variables.entrySet().stream().map(service -> "Kubernetes has set environment variables for the Service \""
                + service.getKey().toLowerCase(Locale.ROOT).replace('_', '-') + "\", which are not read as settings: "
                + String.join(", ", service.getValue())
                + "; set enableServiceLinks: false in the pod's specification, or give the Service another name").toList();
    }

    private Set<String> variables(String prefix) {
        Map<String, String> candidates = environment.entrySet().stream().filter(each -> each.getKey().startsWith(prefix + '_'))
                .collect(Collectors.toMap(each -> each.getKey().substring(prefix.length()), Entry::getValue));
        Set<String> addresses = parts(candidates, 1);
        Set<String> ports = parts(candidates, 2);
        candidates.entrySet().removeIf(each -> !isSetByKubernetes(each, addresses, ports));
        return candidates.keySet().stream().map(prefix::concat).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The addresses or the numbers of a Service's ports, by their group in a URL. */
    private static Set<String> parts(Map<String, String> variables, int group) {
        return variables.values().stream().map(URL::matcher).filter(Matcher::matches).map(url -> url.group(group))
                .collect(Collectors.toSet());
    }

    private static boolean isSetByKubernetes(Entry<String, String> variable, Set<String> addresses, Set<String> ports) {
        String name = variable.getKey();
        String value = variable.getValue();
        return LINK_OR_PART.matcher(name).matches()
                || name.equals("_PORT") && URL.matcher(value).matches()
                || name.equals("_SERVICE_HOST") && addresses.contains(value)
                || SERVICE_PORT.matcher(name).matches() && ports.contains(value);
    }
}
