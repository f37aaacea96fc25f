%% Logs each line of its input: lines.escript PATH BYTES FILES
main([Path, Bytes, Files]) ->
    ok = io:setopts([binary]),
    {ok, Log} = disk_log:open([{name, lines}, {file, Path}, {type, wrap}, {format, external},
                               {size, {list_to_integer(Bytes), list_to_integer(Files)}}]),
    copy(Log).

copy(Log) ->
    case file:read_line(standard_io) of
        {ok, Line} ->
            ok = disk_log:blog(Log, Line),
            copy(Log);
        eof ->
            ok = disk_log:close(Log)
    end.
