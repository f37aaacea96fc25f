package io.quarkiverse.tailsrv.runtime.property;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.common.utils.StringUtil;

/**
 * The servers by their names, of which the environment can't spell all: {@code QUARKUS_TAILSRV__MY_LOG__PORT} is read as a
 * property of the server {@code my.log}, since a variable has neither dots nor dashes. Where there is a server {@code my-log},
 * it has got that value too, and is the one that was meant.
 */
public final class NamedServers {

    private static final String PREFIX = "QUARKUS_TAILSRV_";
    private static final String SUFFIX = "_FILE";
    private static final String MISSING = "HEALTH_MISSING";

    private final Config config;
    private final Map<String, ServerConfig> read;
    private final Set<String> fromCode;
    private final Set<String> names;

    /** By the variable that spells all of them. */
    private final Map<String, List<String>> alike;

    /**
     * @param read what the mapping has made of the configuration
     * @param fromCode the names of servers that need no configuration
     */
    public NamedServers(Config config, Map<String, ServerConfig> read, Set<String> fromCode) {
        this.config = config;
        this.read = read;
        this.fromCode = fromCode;
        this.names = new TreeSet<>(read.keySet());
        // The mapping takes what is set for all clients, such as their port, for settings of a server
        this.names.remove(TailsrvConfig.CLIENT);
        this.names.addAll(fromCode);
        // The mapping leaves them out if it meets a property of the group first
        TailsrvConfig.RESERVED_NAMES.stream().filter(name -> hasFile(name) || isQuoted(name)).forEach(names::add);
        this.alike = names.stream().collect(Collectors.groupingBy(NamedServers::variable));
    }

    /**
     * Names of servers that the mapping has left out, since it met the setting of the same name first: a server's port, for
     * example, before the file of a server "port".
     */
    public Set<String> lost() {
        return properties().filter(property -> isUnreadFile(ServerProperty.of(property)))
                .filter(property -> !isFromEnvironment(property)) // which evaluates it: not for properties of others
                .map(property -> ServerProperty.of(property).server()).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isUnreadFile(ServerProperty property) {
        return property != null && property.key().equals("file") && !read.containsKey(property.server());
    }

    /** The name of a group of properties has no quotes. */
    private boolean isQuoted(String name) {
        String prefix = new ServerProperty(name, "").quoted();
        return properties().anyMatch(property -> property.startsWith(prefix));
    }

    private boolean hasFile(String name) {
        ServerProperty file = new ServerProperty(name, "file");
        return Stream.of(file.quoted(), file.plain()).anyMatch(each -> config.getConfigValue(each).getValue() != null);
    }

    /** Each server once, sorted by name. A name that no server can have is among them if it has been given to one. */
    public Map<String, ServerConfig> all() {
        Map<String, ServerConfig> servers = new TreeMap<>();
        names.stream().filter(name -> !isMisread(name)).forEach(name -> servers.put(name, config(name)));
        return servers;
    }

    /** Whether something may be set for that name. If not, what is set for all counts, and nothing needs to be looked up. */
    public boolean isRead(String name) {
        return read.containsKey(name) || alike(name).findAny().isPresent();
    }

    /** The settings of a server that only code knows, whether something is set for its name or not. */
    public ServerConfig of(String name) {
        if (read.containsKey(name) || !isRead(name)) {
            return read.get(name);
        }
        Set<String> withIt = new TreeSet<>(fromCode);
        withIt.add(name);
        return new NamedServers(config, read, withIt).config(name);
    }

    private ServerConfig config(String name) {
        return read.containsKey(name) ? read.get(name)
                : alike(name).filter(this::isMisread).map(read::get).findFirst().orElseGet(() -> read.get(name));
    }

    /** Whether the name comes from the environment alone, and there is another server that it can stand for. */
    private boolean isMisread(String name) {
        return name.equals(asRead(variable(name))) && !fromCode.contains(name) && alike(name).findAny().isPresent()
                && properties().filter(property -> isOf(name, property)).allMatch(this::isFromEnvironment);
    }

    private Stream<String> alike(String name) {
        return alike.getOrDefault(variable(name), List.of()).stream().filter(other -> !other.equals(name));
    }

    private Stream<String> properties() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    private static boolean isOf(String server, String name) {
        ServerProperty property = ServerProperty.of(name);
        return property != null && property.server().equals(server);
    }

    private boolean isFromEnvironment(String property) {
        String source = config.getConfigValue(property).getSourceName();
        return source != null && source.startsWith(EnvConfigSource.NAME); // that of a file .env has more in its name
    }

    /** How a server is spelled within the name of an environment variable. */
    private static String variable(String server) {
        return StringUtil.replaceNonAlphanumericByUnderscores(server).toUpperCase(Locale.ROOT);
    }

    private static String asRead(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** One line for each variable that names a file and no server, as far as can be told. */
    public List<String> unusedVariables() {
        return properties().filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX)
                && name.length() > PREFIX.length() + SUFFIX.length())
                .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                .filter(this::isUnused).sorted().map(NamedServers::advice).toList();
    }

    /** @param server what stands for its name, with another underscore on each side if the name is in quotes */
    private boolean isUnused(String server) {
        boolean before = server.startsWith("_");
        boolean after = server.endsWith("_");
        boolean other = server.endsWith(MISSING); // of health.missing-file, which ends like file
        return !other && (before != after
                || !before && server.contains("_") && read.keySet().stream().noneMatch(name -> isPlain(name, server)));
    }

    private static String advice(String server) {
        String name = server.replaceAll("^_|_$", "");
        String variable = PREFIX + '_' + name + '_' + SUFFIX;
        return PREFIX + server + SUFFIX + " has no effect: a server's name needs two underscores on each side; set " + variable
                + " for a server \"" + asRead(name) + '"';
    }

    private static boolean isPlain(String name, String server) {
        return variable(name).equals(server) && !name.contains(".");
    }
}
