"""OpenStack Swift with its S3 interface, all four servers in one process, on one disk folder.

Usage: object-server.py FOLDER PORT USER SECRET. Prints `ready PORT` and serves until it is stopped. Only what the packages
of Debian bring is used (python3-swift); every setting that is not here is Swift's own.
"""

import logging
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi as web
from swift.common import storage_policy, utils, wsgi
from swift.common.ring.builder import RingBuilder

folder, port, user, secret = sys.argv[1:5]
account, name = user.split(":")


def written(file, text):
    path = os.path.join(folder, file)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def keeps_attributes():
    """Swift keeps what it knows of an object in extended attributes, which some disks of containers have not."""
    try:
        os.setxattr(folder, "user.zhibu", b"1")
        return True
    except OSError:
        return False


os.makedirs(os.path.join(folder, "disk"), exist_ok=True)
utils.SWIFT_CONF_FILE = written(
    "swift.conf",
    "[swift-hash]\nswift_hash_path_suffix = zhibu\n[storage-policy:0]\nname = only\ndefault = yes\n",
)
utils.validate_hash_conf()
storage_policy.reload_storage_policies()

kinds = {"account": "account", "container": "container", "object": "object" if keeps_attributes() else "mem_object"}
sockets = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in kinds}
for kind, socket in sockets.items():
    ring = RingBuilder(4, 1, 0)
    place = {"ip": "127.0.0.1", "port": socket.getsockname()[1]}
    ring.add_dev({"id": 0, "region": 1, "zone": 0, "weight": 1.0, "device": "disk", **place})
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))

common = f"[DEFAULT]\nswift_dir = {folder}\ndevices = {folder}\nmount_check = false\nlog_level = ERROR\n"
configs = {
    kind: written(f"{kind}.conf", f"{common}[pipeline:main]\npipeline = app\n[app:app]\nuse = egg:swift#{app}\n")
    for kind, app in kinds.items()
}
configs["proxy"] = written(
    "proxy.conf",
    f"""{common}[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = cn-north-1
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{name} = {secret} .admin
""",
)
sockets["proxy"] = eventlet.listen(("127.0.0.1", int(port)))

quiet = logging.getLogger("requests")
quiet.addHandler(logging.NullHandler())
quiet.propagate = False
for kind, socket in sockets.items():
    app = wsgi.loadapp(configs[kind], global_conf={"log_name": kind})
    eventlet.spawn(web.server, socket, app, quiet, protocol=wsgi.SwiftHttpProtocol)
print("ready", sockets["proxy"].getsockname()[1], flush=True)
while True:
    eventlet.sleep(3600)
