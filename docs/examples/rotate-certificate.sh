#!/bin/sh
# rotate-certificate.sh APP FOLDER: replaces the certificate of an application
# that ends within 30 days. FOLDER/present.pem holds it with its key, and
# afterwards the new one. Run it every night, for example from cron:
#
#	0 3 * * * rotate-certificate.sh Payroll /etc/payroll && systemctl reload payroll
#
# A night that failed, at whatever point, is made up for by the next one.
set -eu
umask 077
app=$1
cd "$2"
if ! test -f next.pem; then
	openssl x509 -in present.pem -noout -checkend 2592000 >/dev/null && exit 0
	openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$app" \
		-keyout making.pem -out making.pem 2>/dev/null
	mv making.pem next.pem
fi
tenantctl app rotate "$app" --cert next.pem --sign-with present.pem --yes
mv next.pem present.pem
